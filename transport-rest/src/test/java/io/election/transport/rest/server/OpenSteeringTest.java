package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.election.api.HandOverResult.HandedOver;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nobody can log in, who sits at the machine may steer, if the cluster is all on it. */
@QuarkusTest
class OpenSteeringTest {

  @Inject RecordingControl control;
  @Inject SettableMonitor monitor;

  @AfterEach
  void restoreTheMonitor() {
    monitor.set(SettableMonitor.LEADING);
  }

  @BeforeEach
  void reset() {
    control.answerWith(new HandedOver(3, 9));
    monitor.set(SettableMonitor.LEADING);
  }

  @Test
  void whoSitsAtTheMachineMay() {
    given().post("/election/pause").then().statusCode(200);
    assertThat(control.wishes()).containsExactly("pause");
  }

  /** A password that nobody has given a meaning to is not looked at. */
  @Test
  void aLoginThatIsNotNeededDoesNoHarm() {
    given()
        .auth()
        .preemptive()
        .basic("ada", "wrong")
        .post("/election/pause")
        .then()
        .statusCode(200);
  }

  @Test
  void nobodyMayInAClusterOfSeveralMachines() {
    monitor.set(SettableMonitor.ON_ANOTHER_MACHINE);
    given()
        .post("/election/transfer")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("status", equalTo(403))
        .body("title", equalTo("Forbidden"))
        .body("detail", containsString("quarkus.security.users.embedded.users.NAME"))
        .body("detail", containsString("election.security.open-steering=true"));
    assertThat(control.wishes()).isEmpty();
    given().get("/election").then().statusCode(200);
  }

  @Test
  void whoHasTheRoleByAnotherWayToLogInMay() {
    monitor.set(SettableMonitor.ON_ANOTHER_MACHINE);
    given()
        .header(OtherLogin.HEADER, "viewer")
        .post("/election/pause")
        .then()
        .statusCode(403)
        .body("detail", containsString("user cid has not the role admin"));
    given().header(OtherLogin.HEADER, "admin").post("/election/pause").then().statusCode(200);
    assertThat(control.wishes()).containsExactly("pause");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Forwarded: for=10.0.0.9", "X-Forwarded-For: 10.0.0.9", "x-real-ip: 10.0.0.9"})
  void whoComesThroughTheMachineMayNot(String header) throws IOException {
    String request =
        "POST /election/pause HTTP/1.1\r\nHost: localhost:7101\r\n%s\r\nConnection: close\r\n\r\n";
    assertThat(RawRequests.send(request.formatted(header)))
        .startsWith("HTTP/1.1 403 ")
        .contains("quarkus.security.users.embedded.users.NAME");
    assertThat(control.wishes()).isEmpty();
  }

  /** The page of a site whose name points here (DNS rebinding) does not even read. */
  @ParameterizedTest
  @ValueSource(strings = {"POST /election/pause", "GET /election", "GET /leader", "GET /q/metrics"})
  void whoCallsThisMachineByAnotherNameIsNotAnswered(String question) throws IOException {
    String request =
        "%s HTTP/1.1\r\nHost: %s:7101\r\nOrigin: http://%2$s:7101\r\nConnection: close\r\n\r\n";
    assertThat(RawRequests.send(request.formatted(question, "evil.example")))
        .startsWith("HTTP/1.1 403 ");
    assertThat(control.wishes()).isEmpty();
    assertThat(RawRequests.send("GET /election HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
    monitor.set(SettableMonitor.ON_ANOTHER_MACHINE);
    assertThat(RawRequests.send(request.formatted("GET /election", "one.example")))
        .startsWith("HTTP/1.1 200 ");
  }
}
