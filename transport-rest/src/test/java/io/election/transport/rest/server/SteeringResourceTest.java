package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.election.api.ElectionStatus;
import io.election.api.HandOverResult;
import io.election.api.HandOverResult.HandedOver;
import io.election.api.HandOverResult.NotHandedOver;
import io.election.api.HandOverResult.NotLeading;
import io.election.api.HandOverResult.UnknownMember;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SteeringResourceTest {

  @Inject RecordingControl control;
  @Inject SettableMonitor monitor;

  @BeforeEach
  void reset() {
    control.answerWith(new HandedOver(3, 9));
    monitor.set(SettableMonitor.LEADING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/election/transfer | {\"to\":3}     | transfer to 3",
        "/election/transfer | {}             | transfer",
        "/election/transfer | ' { \"to\" : 2147483647 } ' | transfer to 2147483647",
        "/election/resign   | {}             | resign"
      })
  void handsOverAndTellsWhoLeadsThen(String path, String body, String wish) {
    given()
        .contentType("application/json")
        .body(body)
        .post(path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .body(equalTo("{\"leaderId\":3,\"term\":9}"));
    assertThat(control.wishes()).containsExactly(wish);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/election/transfer | transfer | {\"leaderId\":3,\"term\":9}",
        "/election/resign   | resign   | {\"leaderId\":3,\"term\":9}",
        "/election/pause    | pause    | {\"paused\":true}",
        "/election/resume   | resume   | {\"paused\":false}"
      })
  void needsNoBody(String path, String wish, String answer) throws Exception {
    assertThat(RawRequests.post(path, null, ""))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n" + answer);
    // What curl -d '' says.
    assertThat(RawRequests.post(path, "application/x-www-form-urlencoded", ""))
        .startsWith("HTTP/1.1 200 ");
    given()
        .contentType("application/json; charset=utf-8")
        .body("{}")
        .post(path)
        .then()
        .statusCode(200)
        .body(equalTo(answer));
    assertThat(control.wishes()).containsExactly(wish, wish, wish);
  }

  @ParameterizedTest
  @CsvSource({"*/*", "text/html", "application/problem+json"})
  void answersWhateverTheClientAccepts(String accepted) {
    given().accept(accepted).post("/election/pause").then().statusCode(200);
    assertThat(control.wishes()).containsExactly("pause");
  }

  static List<Arguments> whatCannotBeDone() {
    return List.of(
        arguments(
            new NotLeading(),
            SettableMonitor.FOLLOWING,
            "{\"status\":409,\"title\":\"Conflict\",\"detail\":\"node 1 does not lead; node 2 at"
                + " 127.0.0.1:7102 does\",\"leaderId\":2,\"leaderAddress\":\"127.0.0.1:7102\"}"),
        arguments(
            new NotLeading(),
            SettableMonitor.ALONE,
            "{\"status\":409,\"title\":\"Conflict\",\"detail\":\"node 1 does not lead, or hands over"
                + " already\",\"leaderId\":null,\"leaderAddress\":null}"),
        arguments(
            new UnknownMember(9),
            SettableMonitor.LEADING,
            "{\"status\":404,\"title\":\"Not Found\",\"detail\":\"node 9 is not a member; the"
                + " members are 1, 2, 3\"}"),
        arguments(
            new NotHandedOver("node 3 is not reachable; node 1 goes on leading"),
            SettableMonitor.LEADING,
            "{\"status\":504,\"title\":\"Gateway Timeout\",\"detail\":\"node 3 is not reachable;"
                + " node 1 goes on leading\"}"));
  }

  @ParameterizedTest
  @MethodSource("whatCannotBeDone")
  void tellsWhyItDidNotComeAbout(HandOverResult result, ElectionStatus status, String problem) {
    control.answerWith(result);
    monitor.set(status);
    given()
        .contentType("application/json")
        .body("{\"to\":9}")
        .post("/election/transfer")
        .then()
        .statusCode(Integer.parseInt(problem.substring(10, 13)))
        .contentType("application/problem+json")
        .body(equalTo(problem));
  }

  /** A hand-over takes its time, and nobody else waits for it (rule S3). */
  @Test
  void answersWhenItIsDoneAndServesOthersMeanwhile() {
    CompletableFuture<HandOverResult> handOver = new CompletableFuture<>();
    control.answerWith(handOver);
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> given().post("/election/transfer").statusCode());
    given().post("/election/pause").then().statusCode(200);
    assertThat(first).isNotDone();
    handOver.complete(new HandedOver(2, 8));
    assertThat(first.join()).isEqualTo(200);
  }
}
