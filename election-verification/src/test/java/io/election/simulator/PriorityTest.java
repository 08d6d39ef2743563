package io.election.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A priority is a preference (rule V3). What is counted here follows from the seeds alone. */
class PriorityTest {

  private static final int ELECTIONS = 300;
  private static final int PREFERRED = 3;

  private static SimulatedCluster settled(List<Integer> priorities, Duration delay, long seed) {
    Setting setting =
        Setting.uniform(priorities.size(), Timings.DEFAULT, delay, Duration.ofMillis(5))
            .preferring(priorities);
    SimulatedCluster cluster =
        new SimulatedCluster(setting, new SplittableRandom(seed), Onlookers.judging());
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    return cluster;
  }

  private static SimulatedNode leaderOf(SimulatedCluster cluster) {
    return cluster.leader().orElseThrow();
  }

  @Test
  void preferredNodeUsuallyWinsAndMayLose() {
    long wins = electionsWonByThePreferred(List.of(1, 1, 100, 1, 1));

    System.out.printf("node 3 of priority 100 wins %d of %d elections%n", wins, ELECTIONS);
    assertThat(wins).isBetween(ELECTIONS * 7 / 10L, ELECTIONS - 1L);
    assertThat(electionsWonByThePreferred(List.of(1, 1, 1, 1, 1)))
        .as("the same without a preference")
        .isLessThan(ELECTIONS * 4 / 10);
  }

  private static long electionsWonByThePreferred(List<Integer> priorities) {
    return LongStream.rangeClosed(1, ELECTIONS)
        .filter(seed -> isWonByThePreferred(priorities, seed))
        .count();
  }

  /** Node 3 follows somebody, who crashes. */
  private static boolean isWonByThePreferred(List<Integer> priorities, long seed) {
    SimulatedCluster cluster = settled(priorities, Duration.ofMillis(5), seed);
    SimulatedNode preferred = cluster.node(PREFERRED);
    while (leaderOf(cluster) == preferred) {
      preferred.crash();
      cluster.run(3 * cluster.setting().timeoutMaxNanos());
      preferred.start();
      Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    }
    cluster.run(2 * cluster.setting().timeoutMaxNanos());
    leaderOf(cluster).crash();
    awaitLeader(cluster);
    return leaderOf(cluster) == preferred;
  }

  /**
   * All stand together when the leader dies, and split the vote; then each draws from the whole
   * range. Four of seven have to agree and only four are left, which is the hardest case.
   */
  @Test
  void equalsOfTheHighestPriorityElectSoon() {
    List<Duration> gaps =
        LongStream.rangeClosed(1, ELECTIONS)
            .mapToObj(PriorityTest::failoverOfEqualsOfTheHighestPriority)
            .sorted()
            .toList();

    Duration median = gaps.get(ELECTIONS / 2);
    Duration longest = gaps.get(ELECTIONS - 1);
    System.out.printf("four of seven nodes of priority 100: %s, at most %s%n", median, longest);
    assertThat(median).isLessThan(Timings.DEFAULT.timeoutMax().multipliedBy(2));
    assertThat(longest).isLessThan(Timings.DEFAULT.timeoutMax().multipliedBy(6));
  }

  private static Duration failoverOfEqualsOfTheHighestPriority(long seed) {
    SimulatedCluster cluster = settled(Collections.nCopies(7, 100), Duration.ofMillis(20), seed);
    cluster.nodes().stream()
        .filter(node -> !node.isLeader())
        .limit(2)
        .forEach(SimulatedNode::crash);
    cluster.run(cluster.setting().timeoutMaxNanos());
    leaderOf(cluster).crash();
    return awaitLeader(cluster);
  }

  private static Duration awaitLeader(SimulatedCluster cluster) {
    long from = cluster.agenda().now();
    while (cluster.leader().isEmpty()) {
      cluster.run(cluster.setting().heartbeatNanos() / 10);
    }
    return Duration.ofNanos(cluster.agenda().now() - from);
  }
}
