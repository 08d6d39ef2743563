package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.election.api.HandOverResult.HandedOver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where somebody can log in, nobody steers without it, and nobody reads what is protected. */
@QuarkusTest
@TestProfile(LoginTest.WithUsers.class)
class LoginTest {

  /** Ada may steer, Ben may read. */
  public static class WithUsers implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "election.security.protect-reads", "true",
          "quarkus.security.users.embedded.plain-text", "true",
          "quarkus.security.users.embedded.users.ada", "s3cret of Ada",
          "quarkus.security.users.embedded.roles.ada", "admin",
          "quarkus.security.users.embedded.users.ben", "s3cret of Ben",
          "quarkus.security.users.embedded.roles.ben", "viewer");
    }
  }

  @Inject RecordingControl control;
  @Inject SettableMonitor monitor;

  @BeforeEach
  void reset() {
    control.answerWith(new HandedOver(3, 9));
    monitor.set(SettableMonitor.LEADING);
  }

  private static RequestSpecification ada() {
    return given().auth().preemptive().basic("ada", "s3cret of Ada");
  }

  private static RequestSpecification ben() {
    return given().auth().preemptive().basic("ben", "s3cret of Ben");
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer", "resign", "pause", "resume"})
  void onlyAnAdminSteers(String verb) {
    String path = "/election/" + verb;
    given()
        .post(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", startsWith("basic"))
        .body("status", equalTo(401))
        .body("title", equalTo("Unauthorized"))
        .body("detail", containsString("log in as somebody who has the role admin"));
    given()
        .auth()
        .preemptive()
        .basic("ada", "s3cret of Ben")
        .post(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("detail", containsString("is wrong"))
        .body("detail", not(containsString("s3cret")));
    given().auth().preemptive().basic("eve", "s3cret of Ada").post(path).then().statusCode(401);
    ben()
        .post(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("ben has not the role admin"));
    assertThat(control.wishes()).isEmpty();

    ada().post(path).then().statusCode(200);
    assertThat(control.wishes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "Basic %%%", "Basic YQ==", "Bearer x", "Election-HMAC x", "x"})
  void anAuthorizationThatSaysNothingIsNone(String authorization) {
    given().header("Authorization", authorization).post("/election/pause").then().statusCode(401);
    assertThat(control.wishes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/election",
        "/election/history",
        "/election/events",
        "/election/work",
        "/leader",
        "/follower"
      })
  void whoReadsLogsIn(String path) {
    given()
        .get(path)
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("detail", containsString("election.security.protect-reads=true"));
    ben().head(path).then().statusCode(equalTo(path.equals("/follower") ? 503 : 200));
  }

  @Test
  void whatIsNotToBeProtectedIsNot() {
    given().get("/nowhere").then().statusCode(404);
    // A wrong login changes nothing where none is needed.
    given().auth().preemptive().basic("ada", "x").get("/nowhere").then().statusCode(404);
    Requests.vote().post("/raft/v1/request-vote").then().statusCode(200);
  }

  /**
   * A browser asks without a login first, and only a page of a member is told that it may have one.
   */
  @Test
  void aPageOfAMemberMayLogIn() {
    given()
        .header("Origin", "http://127.0.0.1:7103")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization")
        .options("/election")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Headers", containsString("Authorization"));
    given()
        .header("Origin", "http://127.0.0.1:7103")
        .get("/election")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", "http://127.0.0.1:7103");
    ada().header("Origin", "http://evil.example").get("/election").then().statusCode(403);
  }

  /** By whatever name or proxy: who has logged in needs to be nowhere near. */
  @Test
  void anAdminSteersThroughAProxy() {
    ada()
        .header("X-Forwarded-For", "10.0.0.9")
        .header("Host", "node.example")
        .header("Origin", "https://node.example")
        .post("/election/pause")
        .then()
        .statusCode(200);
  }

  /** A refused order leaves its body unread, and the connection is as good as before. */
  @Test
  void theNextRequestOnTheConnectionIsServed() throws IOException {
    assertThat(
            RawRequests.send(
                """
                POST /election/transfer HTTP/1.1\r
                Host: x\r
                Content-Type: application/json\r
                Content-Length: 8\r
                \r
                {"to":3}GET /nowhere HTTP/1.1\r
                Host: x\r
                Connection: close\r
                \r
                """))
        .startsWith("HTTP/1.1 401 ")
        .contains("HTTP/1.1 404 ");
    assertThat(control.wishes()).isEmpty();
  }

  /** No other way of writing a path leads round the question who asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/election/pause/",
        "/election/pause//",
        "//election/pause",
        "/election//pause",
        "/./election/pause",
        "/x/../election/pause",
        "/election;a=b/pause",
        "/election/pause;a=b",
        "/election;/pause",
        "/election%3Ba=b/pause",
        "/;a=b/election/pause",
        "/%65lection/pause",
        "/election%2Fpause",
        "/election/%70ause",
        "/election/pause?a=b",
        "/election/pause%20",
        "/ELECTION/pause",
        "/raft/v1/../../election/pause",
        "/raft;/election/pause"
      })
  void anotherWayOfWritingAPathIsNoWayRound(String path) throws IOException {
    assertThat(
            RawRequests.send(
                "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(path)))
        .doesNotStartWith("HTTP/1.1 2");
    assertThat(
            RawRequests.send(
                "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    .formatted(path.replace("pause", "history"))))
        .doesNotStartWith("HTTP/1.1 2");
    assertThat(control.wishes()).isEmpty();
  }
}
