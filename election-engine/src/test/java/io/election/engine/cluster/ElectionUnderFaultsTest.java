package io.election.engine.cluster;

import static io.election.engine.cluster.SimulatedCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * First everything fails, and {@link Safety} watches; then everything is mended, and one node has
 * to lead. A failure names its seed, which alone repeats it.
 */
class ElectionUnderFaultsTest {

  /** Five times the longest election timeout. */
  private static final long TIME_TO_CONVERGE = 5 * SECOND;

  @ParameterizedTest
  @CsvSource({"1, 200", "2, 500", "3, 2000", "4, 500", "5, 1000"})
  void electionIsSafeUnderFaultsAndConvergesAfterThem(int size, int seeds) {
    long leaderships = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      leaderships += run(size, seed);
    }
    assertThat(leaderships).as("leaderships that were watched").isGreaterThan(3L * seeds);
  }

  private static int run(int size, long seed) {
    try {
      SimulatedCluster cluster = new SimulatedCluster(size, seed);
      cluster.runDisturbed(20 * SECOND);
      cluster.heal();
      cluster.run(TIME_TO_CONVERGE);
      cluster.assertThatOneLeads();
      int leader = cluster.leader().get().id;
      cluster.run(2 * SECOND);
      assertThat(cluster.leader().get().id).as("the leader stays").isEqualTo(leader);
      return cluster.safety.leaderships();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "%d nodes, seed %d: %s".formatted(size, seed, failure.getMessage()), failure);
    }
  }
}
