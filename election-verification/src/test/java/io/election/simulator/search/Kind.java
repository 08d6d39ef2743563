package io.election.simulator.search;

/** What a node can ask of another. */
enum Kind {
  PRE_VOTE("a pre-vote"),
  VOTE("a vote"),
  HEARTBEAT("a heartbeat");

  final String text;

  Kind(String text) {
    this.text = text;
  }
}
