package io.election.node;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.election.api.Election;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP surface of a whole node: a cluster of one, which leads. */
@QuarkusTest
@TestProfile(NodeHttpTest.ClusterOfOne.class)
class NodeHttpTest {

  @Inject Election election;
  @Inject ElectionMonitor monitor;

  /** Leads at once and keeps its record in the build directory. */
  public static class ClusterOfOne implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "node.id", "1",
          "election.members.1", "127.0.0.1:7101",
          // Longer than it ever stands still on a busy machine, which would end its leadership.
          "election.timeout.min", "1m",
          "election.timeout.max", "2m",
          "election.data-dir",
              Path.of("target", "test-data", UUID.randomUUID().toString()).toString());
    }
  }

  @BeforeEach
  void leads() {
    Awaitility.await().until(election::isLeader);
  }

  @Test
  void showsItsStatus() {
    String body = when().get("/election").then().statusCode(200).extract().body().asString();

    assertThat(body)
        .matches(
            "\\{\"clusterId\":\"local\",\"nodeId\":1,\"role\":\"LEADER\",\"term\":1,\"votedFor\":1,"
                + "\"leaderId\":1,\"leaderAddress\":\"127.0.0.1:7101\",\"isLeader\":true,"
                + "\"leaseRemainingMs\":\\d+,\"paused\":false,\"storage\":\"file\","
                + "\"version\":\"[^\"$]+\",\"impediment\":null,\"members\":\\[\\{\"id\":1,"
                + "\"address\":\"127.0.0.1:7101\",\"self\":true,\"reachable\":true,"
                + "\"lastContactMs\":0}]}");
  }

  @ParameterizedTest
  @CsvSource({"GET, 200", "HEAD, 200", "OPTIONS, 200"})
  void aLoadBalancerFindsTheLeader(String method, int status) {
    given()
        .request(method, "/leader")
        .then()
        .statusCode(status)
        .header("X-Election-Leader", "1")
        .header("X-Election-Term", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void aLeaderIsNoFollower(String method) {
    given().request(method, "/follower").then().statusCode(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void isHealthy(String kind) {
    when().get("/q/health/" + kind).then().statusCode(200).body("status", equalTo("UP"));
  }

  static Stream<Arguments> badRequests() {
    String deep = "[".repeat(1000) + "]".repeat(1000);
    return Stream.of(
        Arguments.of("no body", ContentType.JSON, "", 400),
        Arguments.of("no JSON", ContentType.JSON, "{", 400),
        Arguments.of("no object", ContentType.JSON, "[]", 400),
        Arguments.of("a missing field", ContentType.JSON, vote("\"term\":9,", ""), 400),
        Arguments.of("a null", ContentType.JSON, vote("\"term\":9", "\"term\":null"), 400),
        Arguments.of("a text for a number", ContentType.JSON, vote("9", "\"9\""), 400),
        Arguments.of("a fraction for a term", ContentType.JSON, vote("9", "9.5"), 400),
        Arguments.of("not a number", ContentType.JSON, vote("9", "NaN"), 400),
        Arguments.of("a negative term", ContentType.JSON, vote("9", "-1"), 400),
        Arguments.of("the highest term", ContentType.JSON, vote("9", "9223372036854775807"), 400),
        Arguments.of(
            "an overflowing term", ContentType.JSON, vote("9", "9223372036854775808"), 400),
        Arguments.of("a name with a line break", ContentType.JSON, vote("local", "a\\nb"), 400),
        Arguments.of("an endless name", ContentType.JSON, vote("local", "x".repeat(101)), 400),
        Arguments.of("garbage behind", ContentType.JSON, vote("", "") + "}", 400),
        Arguments.of("deep nesting", ContentType.JSON, vote("9,", "9,\"x\":" + deep + ","), 400),
        Arguments.of("a large body", ContentType.JSON, vote("local", "x".repeat(70_000)), 413),
        Arguments.of("another media type", ContentType.TEXT, vote("", ""), 415),
        Arguments.of("another cluster", ContentType.JSON, vote("local", "other"), 403),
        Arguments.of("no member", ContentType.JSON, vote("\"senderId\":2", "\"senderId\":7"), 403),
        Arguments.of("its own id", ContentType.JSON, vote("\"senderId\":2", "\"senderId\":1"), 403),
        Arguments.of(
            "another protocol",
            ContentType.JSON,
            vote("\"protocolVersion\":2", "\"protocolVersion\":9"),
            400));
  }

  private static String vote(String part, String replacement) {
    return """
        {"clusterId":"local","protocolVersion":2,"senderId":2,\
        "incarnation":{"directory":7,"starts":1,"nonce":7},"members":[1,2],\
        "term":9,"round":1,"preVote":false}"""
        .replace(part.isEmpty() ? "\0" : part, replacement);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void badInputGetsAProblemAndChangesNothing(
      String what, ContentType type, String body, int status) {
    ElectionStatus before = monitor.status();

    ValidatableResponse response =
        given().contentType(type).body(body).post("/raft/v1/request-vote").then();

    assertProblem(response, status);
    ElectionStatus after = monitor.status();
    assertThat(after.term()).isEqualTo(before.term());
    assertThat(after.votedFor()).isEqualTo(before.votedFor());
    assertThat(after.isLeader()).isTrue();
  }

  @Test
  void jsonIsUtf8() {
    byte[] utf16 = vote("", "").getBytes(StandardCharsets.UTF_16LE);
    assertProblem(
        given().contentType(ContentType.JSON).body(utf16).post("/raft/v1/request-vote").then(),
        400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/election", "/leader"})
  void answersWhateverTheClientAccepts(String path) {
    given().accept("text/html").get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, 404",
    "GET, /raft/v1/nothing, 404",
    "GET, /raft/v1/request-vote, 405",
    "DELETE, /election, 405"
  })
  void everyErrorIsAProblem(String method, String path, int status) {
    assertProblem(given().request(method, path).then(), status);
  }

  private static void assertProblem(ValidatableResponse response, int status) {
    response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("detail", not(containsString("Exception")))
        .body("detail", not(containsString("com.fasterxml")));
    assertThat(response.extract().jsonPath().getString("title")).isNotBlank();
  }
}
