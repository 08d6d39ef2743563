package io.election.dashboard;

/** What a scripted node answers to a command. */
record FakeAnswer(int status, String json) {

  static FakeAnswer problem(int status, String detail) {
    return new FakeAnswer(
        status,
        "{\"status\":%d,\"title\":\"Refused\",\"detail\":\"%s\"}".formatted(status, detail));
  }
}
