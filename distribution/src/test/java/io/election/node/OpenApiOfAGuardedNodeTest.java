package io.election.node;

import static io.election.node.DocumentedExchange.json;
import static io.election.node.DocumentedExchange.of;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code /q/openapi} against a node that answers only who has logged in, or is a member. */
@QuarkusTest
@TestProfile(OpenApiOfAGuardedNodeTest.Guarded.class)
class OpenApiOfAGuardedNodeTest {

  /** Only Ada may see anything, and members sign. */
  public static class Guarded implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides =
          new HashMap<>(new NodeHttpTest.ClusterOfOne().getConfigOverrides());
      overrides.put("election.security.protect-reads", "true");
      overrides.put("quarkus.security.users.embedded.plain-text", "true");
      overrides.put("quarkus.security.users.embedded.users.ada", "s3cret");
      overrides.put("election.security.shared-secret-file", secretFile().toString());
      return overrides;
    }

    private static Path secretFile() {
      try {
        Path file = Files.createTempFile("election-secret", "");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "a secret for nobody else");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  static List<DocumentedExchange> exchanges() {
    return Stream.of(
            Stream.of("transfer", "resign", "pause", "resume")
                .map(order -> of("POST", "/election/" + order, 401)),
            Stream.of("GET", "HEAD", "OPTIONS")
                .flatMap(
                    method -> Stream.of(of(method, "/leader", 401), of(method, "/follower", 401))),
            Stream.of("", "/history", "/events", "/work")
                .map(path -> of("GET", "/election" + path, 401)),
            Stream.of(of("GET", "/q/metrics", 401)),
            Stream.of("request-vote", "append-entries", "timeout-now")
                .map(call -> json("/raft/v1/" + call, 401, "{}")))
        .flatMap(some -> some)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void whatIsAnsweredIsWhatIsDocumented(DocumentedExchange exchange) {
    exchange.check(
        OpenApiDocument.read(RestAssured.given().auth().preemptive().basic("ada", "s3cret")));
  }
}
