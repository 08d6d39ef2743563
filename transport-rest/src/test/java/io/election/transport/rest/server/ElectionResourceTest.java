package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.election.api.ElectionStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ElectionResourceTest {

  private static final String MEMBERS =
      "\"members\":["
          + "{\"id\":1,\"address\":\"127.0.0.1:7101\",\"self\":true,\"reachable\":true,"
          + "\"lastContactMs\":0},"
          + "{\"id\":2,\"address\":\"127.0.0.1:7102\",\"self\":false,\"reachable\":true,"
          + "\"lastContactMs\":37},"
          + "{\"id\":3,\"address\":\"127.0.0.1:7103\",\"self\":false,\"reachable\":false,"
          + "\"lastContactMs\":null}]}";

  @Inject SettableMonitor monitor;

  @Test
  void aLeaderTellsItsLeaseInWholeMilliseconds() {
    assertThat(statusOf(SettableMonitor.LEADING))
        .isEqualTo(
            "{\"clusterId\":\"orders\",\"nodeId\":1,\"role\":\"LEADER\",\"term\":7,"
                + "\"votedFor\":1,\"leaderId\":1,\"leaderAddress\":\"127.0.0.1:7101\","
                + "\"isLeader\":true,\"leaseRemainingMs\":321,\"paused\":false,"
                + "\"storage\":\"file\",\"version\":\""
                + System.getProperty("project.version")
                + "\",\"impediment\":null,"
                + MEMBERS);
  }

  @Test
  void saysWhyANodeTakesNoPart() {
    assertThat(statusOf(SettableMonitor.IMPEDED))
        .contains(
            "\"impediment\":{\"kind\":\"OTHER_MEMBERS\","
                + "\"detail\":\"node 2 counts 1 to 5 as members\"}");
  }

  @Test
  void whatIsNotKnownIsNull() {
    assertThat(statusOf(SettableMonitor.ALONE))
        .startsWith(
            "{\"clusterId\":\"orders\",\"nodeId\":1,\"role\":\"PRE_CANDIDATE\",\"term\":0,"
                + "\"votedFor\":null,\"leaderId\":null,\"leaderAddress\":null,"
                + "\"isLeader\":false,\"leaseRemainingMs\":0,\"paused\":false,")
        .endsWith(MEMBERS);
  }

  /** Two looks tell how fast the node's clock runs, to the nanosecond. */
  @Test
  void tellsHowLongItHasRun() {
    monitor.set(SettableMonitor.ALONE);
    given().get("/election").then().header("X-Election-Uptime-Nanos", "1234567890123");
  }

  @Test
  void theHistoryTellsEveryKindOfEvent() {
    monitor.set(SettableMonitor.ALONE);
    monitor.setHistory(Events.ONE_OF_EACH);
    given()
        .get("/election/history")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .body(
            equalTo(
                "[{\"id\":\"7.1\",\"event\":\"leader-lost\",\"term\":7,\"leaderId\":null,"
                    + "\"role\":\"PRE_CANDIDATE\",\"reason\":\"node 3 was not heard for 612 ms\","
                    + "\"at\":\"2026-01-02T03:04:05.600Z\"},"
                    + "{\"id\":\"8.2\",\"event\":\"leader-changed\",\"term\":8,\"leaderId\":1,"
                    + "\"role\":\"LEADER\",\"reason\":\"elected by a majority\","
                    + "\"at\":\"2026-01-02T03:04:06.000Z\"},"
                    + "{\"id\":\"8.3\",\"event\":\"leadership-acquired\",\"term\":8,"
                    + "\"leaderId\":1,\"role\":\"LEADER\","
                    + "\"reason\":\"a majority answered its heartbeats\","
                    + "\"at\":\"2026-01-02T03:04:06.001Z\"},"
                    + "{\"id\":\"8.4\",\"event\":\"leadership-lost\",\"term\":8,"
                    + "\"leaderId\":null,\"role\":\"FOLLOWER\",\"reason\":\"TRANSFERRED\","
                    + "\"at\":\"2026-01-02T03:04:07.100Z\"}]"));
  }

  @Test
  void theHistoryOfAYoungNodeIsEmpty() {
    monitor.setHistory(List.of());
    given().get("/election/history").then().statusCode(200).body(equalTo("[]"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /election/",
    "HEAD, /election",
    "HEAD, /election/",
    "GET, /election/history/",
    "HEAD, /election/history",
    "HEAD, /election/events/",
    "HEAD, /election/work/"
  })
  void aSlashBehindAPathAndAQuestionForTheHeadAloneMakeNoDifference(String method, String path) {
    monitor.set(SettableMonitor.LEADING);
    given().request(method, path).then().statusCode(200).header("Cache-Control", "no-store");
  }

  private String statusOf(ElectionStatus status) {
    monitor.set(status);
    return given()
        .get("/election")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .extract()
        .asString();
  }
}
