package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.election.transport.rest.Nodes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is not a message never reaches the election, so it changes nothing: not a term, not a vote,
 * not a timer (contract §3).
 */
@QuarkusTest
class MalformedRequestTest {

  private static final String HIGHEST_TERM = "9223372036854775806";

  @Inject RecordingHandler election;

  @BeforeEach
  void reset() {
    election.reset();
  }

  @AfterEach
  void theElectionSawNothing() {
    assertThat(election.requests()).isEmpty();
  }

  static List<Arguments> wrongFields() {
    String cluster = "a string that is not empty";
    String term = "a whole number from 0 to " + HIGHEST_TERM;
    String round = "a whole number from 0 to 9223372036854775807";
    String id = "a whole number from 1 to 2147483647";
    String starts = "a whole number from 1 to 9223372036854775807";
    String number = "a whole number from -9223372036854775808 to 9223372036854775807";
    String flag = "true or false";
    List<Arguments> cases = new ArrayList<>();
    Map<String, String> original =
        Map.of(
            "clusterId", "\"clusterId\":\"orders\"",
            "protocolVersion", "\"protocolVersion\":2",
            "senderId", "\"senderId\":2",
            "incarnation.directory", "\"directory\":-4",
            "incarnation.starts", "\"starts\":7",
            "incarnation.nonce", "\"nonce\":9007199254740993",
            "term", "\"term\":5",
            "round", "\"round\":3",
            "preVote", "\"preVote\":true");
    Map<String, String> expected =
        Map.of(
            "clusterId", cluster,
            "protocolVersion", id,
            "senderId", id,
            "incarnation.directory", number,
            "incarnation.starts", starts,
            "incarnation.nonce", number,
            "term", term,
            "round", round,
            "preVote", flag);
    Map<String, List<String>> wrong =
        Map.of(
            "clusterId", List.of("\"\"", "1", "true"),
            "protocolVersion", List.of("0", "-1", "2147483648", "\"1\"", "1.0"),
            "senderId", List.of("0", "-2", "2147483648", "\"2\"", "2.0", "true"),
            "incarnation.directory",
                List.of("9223372036854775808", "-9223372036854775809", "\"4\"", "4.5"),
            "incarnation.starts", List.of("0", "-1", "9223372036854775808", "\"7\"", "7.0"),
            "incarnation.nonce", List.of("9223372036854775808", "\"4\"", "4.5"),
            "term",
                List.of(
                    "-1",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551621",
                    "1e400",
                    "5e0",
                    "5.0",
                    "1.5",
                    "\"5\"",
                    "true",
                    "9".repeat(500)),
            "round", List.of("-1", "9223372036854775808", "\"3\"", "false"),
            "preVote", List.of("\"true\"", "1", "0"));
    original.forEach(
        (name, field) -> {
          for (String value : wrong.get(name)) {
            cases.add(wrongField(name, field, value, expected.get(name)));
          }
          for (String value : List.of("null", "[]", "{}")) {
            cases.add(wrongField(name, field, value, expected.get(name)));
          }
          String missing = Requests.VOTE.replace(field, "\"other\":0");
          cases.add(
              arguments(missing, "\"" + name + "\" is missing; it must be " + expected.get(name)));
        });
    cases.addAll(wrongTransfers(id, term, number));
    cases.addAll(wrongSenders());
    cases.addAll(wrongRecipients(term, starts));
    return cases;
  }

  private static List<Arguments> wrongSenders() {
    String incarnation =
        "\"incarnation\":{\"directory\":-4,\"starts\":7,\"nonce\":9007199254740993}";
    String members = "\"members\":[1,2]";
    String ids = "\"members\" must be an array of whole numbers from 1 to 2147483647";
    return List.of(
        changed(incarnation, "\"incarnation\":4", "\"incarnation\" must be an object"),
        changed(incarnation, "\"incarnation\":null", "\"incarnation\" must be an object"),
        changed(incarnation, "\"other\":0", "\"incarnation\" is missing; it must be an object"),
        changed(members, "\"members\":1", "\"members\" must be an array of node ids"),
        changed(members, "\"members\":null", "\"members\" must be an array of node ids"),
        changed(members, "\"other\":0", "\"members\" is missing; it must be an array of node ids"),
        changed(members, "\"members\":[1,0]", ids),
        changed(members, "\"members\":[1,\"2\"]", ids),
        changed(members, "\"members\":[1,2147483648]", ids));
  }

  private static List<Arguments> wrongRecipients(String term, String starts) {
    return List.of(
        added("\"recipient\":5", "\"recipient\" must be an object"),
        added("\"recipient\":{}", "\"recipient.term\" is missing; it must be " + term),
        added("\"recipient\":{\"term\":-1}", "\"recipient.term\" must be " + term),
        added("\"recipient\":{\"term\":9223372036854775807}", "\"recipient.term\" must be " + term),
        added(
            "\"recipient\":{\"term\":4,\"incarnation\":4}",
            "\"recipient.incarnation\" must be an object"),
        added(
            "\"recipient\":{\"term\":4,"
                + "\"incarnation\":{\"directory\":1,\"starts\":0,\"nonce\":1}}",
            "\"recipient.incarnation.starts\" must be " + starts));
  }

  private static Arguments changed(String field, String other, String detail) {
    return arguments(Requests.VOTE.replace(field, other), detail);
  }

  private static Arguments added(String field, String detail) {
    String vote = Requests.VOTE;
    return arguments(vote.substring(0, vote.length() - 1) + "," + field + "}", detail);
  }

  private static List<Arguments> wrongTransfers(String id, String term, String number) {
    String right = "{\"leaderId\":2,\"term\":4,\"number\":-8}";
    String leader = "\"transfer.leaderId\"";
    return List.of(
        wrongTransfer("5", "\"transfer\" must be an object"),
        wrongTransfer("true", "\"transfer\" must be an object"),
        wrongTransfer("[" + right + "]", "\"transfer\" must be an object"),
        wrongTransfer("{}", leader + " is missing; it must be " + id),
        wrongTransfer(right.replace(":2", ":0"), leader + " must be " + id),
        wrongTransfer(right.replace(":2", ":\"2\""), leader + " must be " + id),
        wrongTransfer(right.replace(":4", ":-1"), "\"transfer.term\" must be " + term),
        wrongTransfer(
            right.replace(":4", ":9223372036854775807"), "\"transfer.term\" must be " + term),
        wrongTransfer(right.replace(":-8", ":null"), "\"transfer.number\" must be " + number),
        wrongTransfer(right.replace(":-8", ":1.0"), "\"transfer.number\" must be " + number));
  }

  private static Arguments wrongTransfer(String transfer, String detail) {
    return added("\"transfer\":" + transfer, detail);
  }

  private static Arguments wrongField(String name, String field, String value, String expected) {
    return arguments(
        Requests.VOTE.replace(field, field.substring(0, field.indexOf(':') + 1) + value),
        "\"" + name + "\" must be " + expected);
  }

  static List<Arguments> noMessages() {
    String empty = "the body is empty; it must be a JSON object";
    String noObject = "the body must be a JSON object";
    String tooDeep =
        "the body nests deeper than 32 levels, or a name, string or number in it is too long";
    String vote = Requests.VOTE;
    String open = vote.substring(0, vote.length() - 1);
    return List.of(
        arguments("", empty),
        arguments("  \n", empty),
        arguments("null", noObject),
        arguments("5", noObject),
        arguments("\"term\"", noObject),
        arguments("[" + vote + "]", noObject),
        arguments("{", "the body is not valid JSON: line 1, column 2"),
        arguments(open, "the body is not valid JSON: line 1, column " + (open.length() + 1)),
        arguments(vote + vote, "the body must end after the JSON object"),
        arguments(vote + " x", "the body is not valid JSON: line 1, column " + (vote.length() + 3)),
        arguments(
            vote.replace(":5", ":NaN"),
            "the body is not valid JSON: line 1, column " + (vote.indexOf(":5") + 5)),
        arguments(open + ",\"term\":5}", "\"term\" stands there twice"),
        arguments(open + ",\"later\":1,\"later\":{}}", "\"later\" stands there twice"),
        arguments(open + ",\"later\":{\"a\":1,\"a\":2}}", "\"a\" stands there twice"),
        arguments(open + ",\"later\":" + "[".repeat(1000) + "]".repeat(1000) + "}", tooDeep),
        arguments(
            open + ",\"later\":" + "{\"a\":".repeat(1000) + "1" + "}".repeat(1000) + "}", tooDeep),
        arguments(vote.replace(":5", ":" + "9".repeat(5000)), tooDeep),
        arguments(open + ",\"later\":" + "9".repeat(1001) + ".0}", tooDeep),
        arguments(open + ",\"later\":\"" + "x".repeat(9000) + "\"}", tooDeep),
        arguments(open + ",\"" + "x".repeat(201) + "\":1}", tooDeep));
  }

  @ParameterizedTest
  @MethodSource({"wrongFields", "noMessages"})
  void isRefusedByName(String body, String detail) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            equalTo(
                "{\"status\":400,\"title\":\"Bad Request\",\"detail\":\"%s\"}"
                    .formatted(detail.replace("\"", "\\\""))));
  }

  @ParameterizedTest
  @MethodSource
  void aHeartbeatNeedsItsOwnFields(String body, String detail) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/raft/v1/append-entries")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", equalTo(detail));
  }

  static List<Arguments> aHeartbeatNeedsItsOwnFields() {
    String ids = "\"reachable\" must be an array of whole numbers from 1 to 2147483647";
    String heartbeat = Requests.HEARTBEAT;
    return List.of(
        arguments(Requests.VOTE, "\"reachable\" is missing; it must be an array of node ids"),
        arguments(
            heartbeat.replace("\"reachable\":[1,2]", "\"reachable\":" + "null"),
            "\"reachable\" must be an array of node ids"),
        arguments(
            heartbeat.replace("\"reachable\":[1,2]", "\"reachable\":" + "1"),
            "\"reachable\" must be an array of node ids"),
        arguments(heartbeat.replace("\"reachable\":[1,2]", "\"reachable\":" + "[1,\"2\"]"), ids),
        arguments(heartbeat.replace("\"reachable\":[1,2]", "\"reachable\":" + "[1,null]"), ids),
        arguments(heartbeat.replace("\"reachable\":[1,2]", "\"reachable\":" + "[0]"), ids),
        arguments(heartbeat.replace("\"reachable\":[1,2]", "\"reachable\":" + "[1.0]"), ids),
        arguments(
            heartbeat.replace(":-7", ":9223372036854775808"),
            "\"transferSeal\" must be a whole number from -9223372036854775808 to"
                + " 9223372036854775807"),
        arguments(
            heartbeat.replace(Nodes.PROMISE_FIELD, "\"other\":0"),
            "\"promise\" is missing; it must be an object"),
        arguments(
            heartbeat.replace(Nodes.PROMISE_FIELD, "\"promise\":500"),
            "\"promise\" must be an object"),
        arguments(
            heartbeat.replace("Nanos\":500", "Nanos\":0"),
            "\"promise.lengthNanos\" must be a whole number from 1 to 10000000000"),
        arguments(
            heartbeat.replace("Nanos\":500", "Nanos\":10000000001"),
            "\"promise.lengthNanos\" must be a whole number from 1 to 10000000000"),
        arguments(
            heartbeat.replace("Nanos\":400", "Nanos\":0"),
            "\"promise.spreadNanos\" must be a whole number from 1 to 86400000000000"),
        arguments(
            heartbeat.replace("Nanos\":400", "Nanos\":86400000000001"),
            "\"promise.spreadNanos\" must be a whole number from 1 to 86400000000000"),
        arguments(
            heartbeat.replace("Nanos\":100", "Nanos\":0"),
            "\"promise.intervalNanos\" must be a whole number from 1 to 86400000000000"),
        arguments(
            heartbeat.replace("Nanos\":100", "Nanos\":86400000000001"),
            "\"promise.intervalNanos\" must be a whole number from 1 to 86400000000000"),
        arguments(
            heartbeat.replace(":6", ":-6"),
            "\"term\" must be a whole number from 0 to " + HIGHEST_TERM));
  }

  @ParameterizedTest
  @MethodSource
  void timeoutNowNeedsItsOwnFields(String body, String detail) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/raft/v1/timeout-now")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", equalTo(detail));
  }

  static List<Arguments> timeoutNowNeedsItsOwnFields() {
    String anyNumber = "a whole number from -9223372036854775808 to 9223372036854775807";
    String timeoutNow = Requests.TIMEOUT_NOW;
    return List.of(
        arguments("", "the body is empty; it must be a JSON object"),
        arguments(Requests.VOTE, "\"number\" is missing; it must be " + anyNumber),
        arguments(timeoutNow.replace(":-9", ":\"9\""), "\"number\" must be " + anyNumber),
        arguments(
            timeoutNow.replace(":-9", ":9223372036854775808"), "\"number\" must be " + anyNumber),
        arguments(
            timeoutNow.replace(":6", ":-6"),
            "\"term\" must be a whole number from 0 to " + HIGHEST_TERM));
  }

  @ParameterizedTest
  @MethodSource
  void bytesThatAreNoTextAreRefused(byte[] body) {
    given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType("application/json")
        .body(body)
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", equalTo(400));
  }

  static List<byte[]> bytesThatAreNoTextAreRefused() {
    byte[] badUtf8 = Requests.VOTE.getBytes(UTF_8);
    badUtf8[Requests.VOTE.indexOf("orders")] = (byte) 0xC3;
    byte[] cutUtf16 = new byte[Requests.VOTE.length() * 2 - 1];
    System.arraycopy(Requests.VOTE.getBytes(UTF_16BE), 0, cutUtf16, 0, cutUtf16.length);
    return List.of(badUtf8, cutUtf16, new byte[] {0, 0, 0, 0, 0}, new byte[] {(byte) 0xFF, 1});
  }
}
