package io.election.node;

import static io.election.node.DocumentedExchange.json;
import static io.election.node.DocumentedExchange.of;
import static io.election.node.DocumentedExchange.text;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code /q/openapi} against a node that has no leader at first and then hears one. The one
 * and its messages are the test's.
 */
@QuarkusTest
@TestProfile(OpenApiOfAFollowerTest.Patient.class)
class OpenApiOfAFollowerTest {

  /** One member of three, alone, that does not stand before the test is over. */
  public static class Patient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      // Nobody listens there.
      return Map.of(
          "node.id", "1",
          "election.members.1", "127.0.0.1:7101",
          "election.members.2", "127.0.0.1:1",
          "election.members.3", "127.0.0.1:2",
          "election.heartbeat-interval", "3m",
          "election.timeout.min", "10m",
          "election.timeout.max", "20m",
          "election.rpc-timeout", "1s",
          "election.data-dir",
              Path.of("target", "test-data", UUID.randomUUID().toString()).toString());
    }
  }

  static List<DocumentedExchange> exchanges() {
    return Stream.concat(withoutALeader().stream(), withALeader().stream()).toList();
  }

  private static List<DocumentedExchange> withoutALeader() {
    return Stream.concat(
            Stream.of("GET", "HEAD", "OPTIONS")
                .flatMap(
                    method -> Stream.of(of(method, "/leader", 503), of(method, "/follower", 503))),
            Stream.of(
                of("GET", "/election", 200),
                of("GET", "/election/history", 200),
                of("POST", "/election/transfer", 409),
                of("POST", "/election/resign", 409)))
        .toList();
  }

  private static List<DocumentedExchange> withALeader() {
    String heartbeat =
        message(
            2,
            "\"round\":1,\"reachable\":[1,2],\"transferSeal\":7,\"promise\":"
                + "{\"lengthNanos\":10000000000,\"spreadNanos\":86400000000000,"
                + "\"intervalNanos\":86400000000000}");
    String vote = message(2, "\"round\":2,\"preVote\":false");
    String handOver = message(2, "\"round\":3,\"number\":8");
    Stream<DocumentedExchange> first =
        Stream.of(
            json("/raft/v1/append-entries", 200, heartbeat),
            of("GET", "/follower", 200),
            of("HEAD", "/follower", 200),
            of("OPTIONS", "/follower", 200),
            of("GET", "/leader", 503),
            of("GET", "/election", 200),
            of("GET", "/election/history", 200),
            of("POST", "/election/transfer", 409));
    Stream<DocumentedExchange> rest =
        Stream.of("request-vote " + vote, "append-entries " + heartbeat, "timeout-now " + handOver)
            .flatMap(
                call -> {
                  String path = "/raft/v1/" + call.substring(0, call.indexOf(' '));
                  String body = call.substring(call.indexOf(' ') + 1);
                  return Stream.of(
                      json(path, 200, body),
                      json(path, 400, body.replace("\"term\":5", "\"term\":-5")),
                      json(path, 403, body.replace("local", "other")),
                      json(path, 409, body.replace("\"starts\":2", "\"starts\":1")),
                      json(path, 413, body + " ".repeat(65_536)),
                      text(path));
                });
    return Stream.concat(first, rest).toList();
  }

  private static String message(int sender, String rest) {
    return """
        {"clusterId":"local","protocolVersion":2,"senderId":%d,\
        "incarnation":{"directory":7,"starts":2,"nonce":4},"members":[1,2,3],"term":5,%s}"""
        .formatted(sender, rest);
  }

  /** In this order: a heartbeat makes a leader known. */
  @Test
  void whatIsAnsweredIsWhatIsDocumented() {
    OpenApiDocument document = OpenApiDocument.read();
    exchanges().forEach(exchange -> exchange.check(document));
  }
}
