package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of HTTP rather than of a message; none of them reaches the election either. */
@QuarkusTest
@Timeout(60)
class HttpErrorTest {

  private static final String VOTE_PATH = "/raft/v1/request-vote";

  @TestHTTPResource(VOTE_PATH)
  URI voteUri;

  @Inject RecordingHandler election;

  @BeforeEach
  void reset() {
    election.reset();
  }

  @AfterEach
  void theElectionSawNothing() {
    assertThat(election.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024 + 1, 200_000, 3_000_000})
  void aBodyOfGivenLengthIsTooLarge(int length) throws Exception {
    isTooLarge(send(BodyPublishers.ofByteArray(voteOfLength(length))));
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024 + 1, 200_000})
  void aBodyInChunksIsTooLarge(int length) throws Exception {
    byte[] body = voteOfLength(length);
    isTooLarge(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  private void isTooLarge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":413,\"title\":\"Request Entity Too Large\","
                + "\"detail\":\"the body is longer than 65536 bytes (64 KiB)\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream", "nonsense"})
  void anotherMediaTypeIsUnsupported(String mediaType) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(voteUri)
                    .header("Content-Type", mediaType)
                    .POST(BodyPublishers.ofString(Requests.VOTE))
                    .build(),
                BodyHandlers.ofString());
    isUnsupported(response);
  }

  @Test
  void noMediaTypeIsUnsupported() throws Exception {
    isUnsupported(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(voteUri)
                    .POST(BodyPublishers.ofString(Requests.VOTE))
                    .build(),
                BodyHandlers.ofString()));
  }

  private void isUnsupported(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":415,\"title\":\"Unsupported Media Type\","
                + "\"detail\":\"the body must come with Content-Type: application/json\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void anotherMethodIsNotAllowed(String method) {
    isProblem(Requests.vote().request(method, VOTE_PATH), 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/election", "/leader", "/follower"})
  void theStateIsNotPosted(String path) {
    isProblem(given().contentType("application/json").body("{}").post(path), 405);
  }

  @Test
  void anAnswerInAnotherFormIsNotAcceptable() {
    isProblem(Requests.vote().accept("text/html").post(VOTE_PATH), 406);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/raft/v1/timeout-later", "/raft/v2/request-vote", "/elections", "/nowhere"})
  void anUnknownPathIsNotFound(String path) {
    isProblem(given().get(path), 404);
  }

  /** A body that nobody read must not be taken for the next request. */
  @Test
  void theConnectionStaysGoodAfterAnError() throws Exception {
    String wrong = post("text/plain", "x".repeat(300));
    String right = post("application/json", "{}");
    try (Socket socket = new Socket(voteUri.getHost(), voteUri.getPort())) {
      socket.getOutputStream().write(wrong.getBytes(US_ASCII));
      assertThat(readProblem(socket)).contains(" 415 ");
      socket.getOutputStream().write(right.getBytes(US_ASCII));
      assertThat(readProblem(socket)).contains(" 400 ").contains("is missing");
    }
  }

  private static String post(String mediaType, String body) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(VOTE_PATH, mediaType, body.length(), body);
  }

  private static String readProblem(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("}") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after: %s", read).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }

  private static void isProblem(Response response, int status) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("title", matchesPattern("[A-Z][A-Za-z ]+"))
        .body("detail", matchesPattern("[ -~]+"));
  }

  /** Trailing blanks keep it a right message in all but its length. */
  private static byte[] voteOfLength(int length) {
    return (Requests.VOTE + " ".repeat(length - Requests.VOTE.length())).getBytes();
  }

  private HttpResponse<String> send(HttpRequest.BodyPublisher body) throws Exception {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(voteUri)
                .header("Content-Type", "application/json")
                .POST(body)
                .build(),
            BodyHandlers.ofString());
  }
}
