package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.election.api.HandOverResult.HandedOver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dashboard speaks to every member; another page to none, and it changes nothing. */
@QuarkusTest
class MemberPagesTest {

  private static final String MEMBER = "http://127.0.0.1:7103";
  private static final String STRANGER = "http://evil.example";

  private static final List<String> ORDERS =
      List.of("/election/transfer", "/election/resign", "/election/pause", "/election/resume");

  @TestHTTPResource("/election/events")
  URI events;

  @Inject RecordingControl control;
  @Inject RecordingHandler peers;
  @Inject SettableMonitor monitor;

  @AfterEach
  void restoreTheMonitor() {
    monitor.set(SettableMonitor.LEADING);
  }

  @BeforeEach
  void reset() {
    control.answerWith(new HandedOver(3, 9));
    monitor.set(SettableMonitor.LEADING);
    peers.reset();
  }

  static List<String> orders() {
    return ORDERS;
  }

  /** It needs no permission first: a browser sends such a request from any page. */
  @ParameterizedTest
  @MethodSource("orders")
  void anOrderFromAnotherPageChangesNothing(String path) {
    for (String origin : List.of(STRANGER, "null", "http://127.0.0.1:9999", "")) {
      given()
          .header("Origin", origin)
          .post(path)
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .header("Access-Control-Allow-Origin", nullValue())
          .body("status", equalTo(403))
          .body("detail", containsString(origin));
    }
    assertThat(control.wishes()).isEmpty();
  }

  @Test
  void aMessageOfAPeerFromAPageChangesNothing() {
    Requests.vote().header("Origin", STRANGER).post("/raft/v1/request-vote").then().statusCode(403);
    assertThat(peers.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/election", "/election/history", "/election/events", "/election/work", "/leader"})
  void anotherPageMayNotRead(String path) {
    given()
        .header("Origin", STRANGER)
        .get(path)
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aPageOfAMemberMayGiveOrders(String path) {
    given()
        .header("Origin", MEMBER)
        .post(path)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", MEMBER);
    assertThat(control.wishes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/election", "/election/history", "/leader", "/nowhere/election"})
  void aPageOfAMemberMayRead(String path) {
    given()
        .header("Origin", MEMBER)
        .get(path)
        .then()
        .header(
            "Access-Control-Allow-Origin",
            path.startsWith("/nowhere") ? nullValue() : equalTo(MEMBER));
  }

  @Test
  void aPageOfAMemberMayReadTheHeaders() {
    given()
        .header("Origin", MEMBER)
        .get("/leader")
        .then()
        .statusCode(200)
        .header("Access-Control-Expose-Headers", containsString("X-Election-Term"))
        .header("Vary", containsString("origin"));
  }

  @Test
  void aPageOfAMemberMayWatch() throws IOException {
    try (StreamReader reader = StreamReader.open(events, "Origin: " + MEMBER)) {
      assertThat(reader.status()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(reader.headers()).containsEntry("access-control-allow-origin", MEMBER);
    }
  }

  /** A page that came from here, by whatever name or proxy. */
  @ParameterizedTest
  @CsvSource({"http, node.example:1234", "https, node.example:1234", "https, node.example"})
  void aPageFromTheAddressThatIsCalledMay(String scheme, String address) throws IOException {
    monitor.set(SettableMonitor.ON_ANOTHER_MACHINE);
    assertThat(
            RawRequests.send(
                "GET /election HTTP/1.1\r\nHost: %s\r\nOrigin: %s://%s\r\nConnection: close\r\n\r\n"
                    .formatted(address, scheme, address)))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBrowserThatAsksFirstIsToldWhatAPageOfAMemberMay() {
    given()
        .header("Origin", MEMBER)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/election/transfer")
        .then()
        .statusCode(204)
        .header("Access-Control-Allow-Origin", MEMBER)
        .header("Access-Control-Allow-Methods", containsString("POST"))
        .header("Access-Control-Allow-Headers", containsString("Content-Type"))
        .header("Access-Control-Allow-Headers", containsString("Authorization"));
  }

  /** A load balancer that checks with OPTIONS asks for nothing of the kind. */
  @ParameterizedTest
  @CsvSource({"/election/transfer", "/leader"})
  void aBrowserThatAsksForAnotherPageIsRefused(String path) {
    given()
        .header("Origin", STRANGER)
        .header("Access-Control-Request-Method", "POST")
        .options(path)
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  /** No other way of writing a path leads round the question where a page comes from. */
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
        "/ELECTION/pause"
      })
  void anotherWayOfWritingAPathIsNoWayRound(String path) throws IOException {
    String request =
        "POST %s HTTP/1.1\r\nHost: x\r\nOrigin: %s\r\nConnection: close\r\n\r\n"
            .formatted(path, STRANGER);
    assertThat(RawRequests.send(request)).doesNotStartWith("HTTP/1.1 200");
    assertThat(control.wishes()).isEmpty();
  }

  /** The other paths of the process belong to the application around the node. */
  @Test
  void whatIsNotOursIsLeftAlone() {
    given().header("Origin", STRANGER).get("/nowhere").then().statusCode(404);
  }
}
