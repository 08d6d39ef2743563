package io.election.node;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Election;
import io.election.api.ElectionEvent;
import io.election.api.Registration;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What moves when a node is elected. */
@QuarkusTest
@TestProfile(NodeHttpTest.ClusterOfOne.class)
class MetricsTest {

  @Inject Election election;

  /** Counters follow on a thread of their own, and a disk that stalls may cost a leadership. */
  @Test
  void leaderShowsThatItLeadsAndHowItCameToIt() {
    Awaitility.await()
        .untilAsserted(
            () -> {
              Map<String, Double> values = Metrics.scrape().values();
              assertThat(values).containsEntry("election_leader{node=1}", 1.0);
              assertThat(values).containsEntry("election_has_leader{node=1}", 1.0);
              assertThat(values.get("election_term{node=1}")).isPositive();
              assertThat(values.get("election_lease_remaining_seconds{node=1}"))
                  .isPositive()
                  .isLessThan(60.0);
              assertThat(values.get("election_elections_total{node=1,outcome=won}")).isPositive();
              assertThat(values.get("election_transitions_total{node=1,to=leader}")).isPositive();
              assertThat(values.get("election_store_write_seconds_count{node=1}")).isPositive();
              assertThat(values.get("election_store_write_seconds_sum{node=1}")).isPositive();
            });
  }

  @Test
  void refusedMessageIsCounted() {
    String series = "election_messages_refused_total{node=1,reason=other-cluster}";
    double before = value(series);

    given()
        .contentType(ContentType.JSON)
        .body(
            """
            {"clusterId":"other","protocolVersion":2,"senderId":2,\
            "incarnation":{"directory":7,"starts":1,"nonce":7},"members":[1,2],\
            "term":9,"round":1,"preVote":false}""")
        .post("/raft/v1/request-vote")
        .then()
        .statusCode(403);

    Awaitility.await().untilAsserted(() -> assertThat(value(series)).isEqualTo(before + 1));
  }

  @Test
  void listenerThatThrowsIsCounted() {
    String series = "election_listener_failures_total{node=1}";
    double before = value(series);

    // It is told the present state at once.
    try (Registration listener = election.subscribe(MetricsTest::fail)) {
      assertThat(listener).isNotNull();
      Awaitility.await().untilAsserted(() -> assertThat(value(series)).isGreaterThan(before));
    }
  }

  private static void fail(ElectionEvent event) {
    throw new IllegalStateException("cannot hear of " + event);
  }

  private static double value(String series) {
    assertThat(Metrics.scrape().values()).containsKey(series);
    return Metrics.scrape().values().get(series);
  }
}
