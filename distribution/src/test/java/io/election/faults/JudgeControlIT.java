package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The control: a fault that the rules do not promise to survive, and the judge must see. */
@Tag("faults")
class JudgeControlIT {

  @BeforeAll
  static void assumeReady() {
    Machine.assumeReady();
  }

  /** Far outside {@code max-clock-drift}: the lease of one second takes more than three. */
  @Test
  void aLeaderWhoseClockRunsFarTooSlowIsSeenToLeadBesideTheNext() {
    int slow = 1;
    int next = 4;
    Map<Integer, NodeOptions> options =
        Map.of(
            slow, FakeClock.rate(0.3).with(Map.of("election.heartbeat-interval", "100ms")),
            next,
                NodeOptions.PLAIN.with(
                    Map.of("election.timeout.min", "1100ms", "election.timeout.max", "1200ms")));
    NodeOptions neverStands = NodeOptions.PLAIN.with(Map.of("election.priority", "0"));
    try (Cluster cluster = new Cluster("control", id -> options.getOrDefault(id, neverStands))) {
      cluster.start(List.of(slow, 2, 3));
      assertThat(cluster.awaitLeader(List.of(slow, 2, 3)).node()).isEqualTo(slow);
      cluster.start(List.of(next));
      Answer before = cluster.awaitLeader(List.of(slow, 2, 3, next));
      assertThat(before.node()).isEqualTo(slow);

      cluster.network().part(Set.of(slow), Set.of(2, 3, next));
      assertThat(cluster.awaitLeader(List.of(2, 3, next)).node()).isEqualTo(next);
      Cluster.pass(Duration.ofSeconds(3));
      assertThat(cluster.history().violations())
          .isNotEmpty()
          .allMatch(violation -> violation.startsWith("L5: a leader of the past still leads"));
    }
  }
}
