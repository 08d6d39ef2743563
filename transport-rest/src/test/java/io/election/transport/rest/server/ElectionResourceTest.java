package io.election.transport.rest.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.ElectionStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

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
                + "\","
                + MEMBERS);
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
