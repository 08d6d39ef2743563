package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What operators change or lose: timings that differ, also while a cluster runs, a data directory,
 * and lists of members that do not agree (rules D1 to D10). No two nodes lead at once for it.
 */
@Tag("faults")
class OperatorFaultIT {

  /** So long that a process is back within it, on a busy machine. */
  private static final NodeOptions PATIENT =
      NodeOptions.PLAIN.with(Map.of("election.timeout.min", "5s", "election.timeout.max", "6s"));

  @BeforeAll
  static void assumeReady() {
    Machine.assumeReady();
  }

  /** A leader asks its followers for as long a promise as its own timeout (rules D1, D2, D5). */
  @Test
  void aLeaderWithALongerTimeoutThanTheOthersIsCutOff() {
    try (Cluster cluster = new Cluster("timings", id -> id == 1 ? PATIENT : NodeOptions.PLAIN)) {
      cluster.start();
      Answer old = cluster.handOverTo(1);

      cluster.network().part(Set.of(1), Cluster.without(1));

      assertThat(cluster.awaitLeader(Cluster.without(1), Cluster.LONG).term())
          .isGreaterThan(old.term());
      cluster.judge();
    }
  }

  /** One node after the other, on a healthy network and then on one that is cut (rules D3, D8). */
  @Test
  void aRollingRestartToShorterTimings() {
    try (Cluster cluster = new Cluster("retimed", id -> PATIENT)) {
      cluster.start();
      for (int node : List.of(2, 3, 4)) {
        Answer leader = cluster.handOverTo(1);
        cluster.restart(node, NodeOptions.PLAIN);
        assertThat(cluster.awaitLeader(Cluster.ALL, Cluster.LONG).term())
            .as("nobody disturbs")
            .isEqualTo(leader.term());
      }
      // A majority has the shorter timings now, and the leader the longer ones.
      cluster.network().part(Set.of(1, 5), Set.of(2, 3, 4));
      cluster.awaitLeader(Set.of(2, 3, 4), Cluster.LONG);
      cluster.network().heal();
      for (int node : List.of(1, 5)) {
        cluster.restart(node, NodeOptions.PLAIN);
        cluster.awaitLeader(Cluster.ALL, Cluster.LONG);
      }
      cluster.judge();
    }
  }

  /**
   * A member that two halves have in common loses its memory right after it has heard the leader of
   * one of them, and is back before its promise would be over (rule D10).
   */
  @Test
  void aDirectoryThatIsLostBreaksNoPromise() {
    try (Cluster cluster = new Cluster("lost", id -> PATIENT)) {
      cluster.start();
      Answer leader = cluster.awaitLeader(Cluster.ALL, Cluster.LONG);
      List<Integer> followers = new ArrayList<>(Cluster.without(leader.node()));
      int common = followers.remove(0);
      int near = followers.remove(0);
      cluster.network().part(Set.of(leader.node(), near), followers);
      cluster.awaitMissed(followers, Cluster.LONG);

      cluster.lose(common);
      cluster.start(Set.of(common));
      cluster.network().part(Set.of(leader.node(), near), Set.of(common));

      followers.add(common);
      assertThat(cluster.awaitLeader(followers, Cluster.LONG).term()).isGreaterThan(leader.term());
      cluster.judge();
    }
  }

  /**
   * Two majorities that have no member in common. Before one of the one has heard one of the other,
   * nobody can know; then nobody leads until the lists agree.
   */
  @Test
  void listsOfMembersThatDifferOnAHealthyNetwork() {
    Set<Integer> few = Set.of(1, 2, 3);
    NodeOptions counting = NodeOptions.PLAIN.withMembers(few);
    try (Cluster cluster = new Cluster("lists", id -> id < 3 ? counting : NodeOptions.PLAIN)) {
      cluster.start();
      for (int node : Cluster.ALL) {
        Awaitility.await("node %d says that the lists differ".formatted(node))
            .atMost(Duration.ofMinutes(1))
            .until(
                cluster.node(node)::output,
                output -> output.contains("members disagree about who is one"));
      }
      long allKnow = System.nanoTime();
      cluster.hold(
          "nobody leads", Duration.ofSeconds(5), Cluster.ALL, answer -> !answer.isLeader());

      for (int node : List.of(1, 2)) {
        cluster.lose(node);
        cluster.node(node).configure(NodeOptions.PLAIN);
      }
      cluster.start();
      cluster.awaitLeader(Cluster.ALL, Cluster.LONG);
      cluster.judgeSince(allKnow);
    }
  }
}
