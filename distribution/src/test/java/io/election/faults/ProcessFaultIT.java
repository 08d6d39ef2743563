package io.election.faults;

import static io.election.faults.Agreement.ledBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import io.election.simulator.invariant.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that are frozen, killed and restarted. */
@Tag("faults")
class ProcessFaultIT {

  @RegisterExtension private static final SharedCluster SHARED = new SharedCluster();

  private final Cluster cluster = SHARED.cluster();

  @Test
  void aLeaderThatWasFrozenForLongerThanItsLeaseNeverSaysAgainThatItLeads() {
    Answer old = cluster.awaitLeader();
    Set<Integer> others = Cluster.without(old.node());
    long frozenAt = System.nanoTime();
    cluster.node(old.node()).process().pause();
    Answer next = cluster.awaitLeader(others);
    assertThat(next.term()).isGreaterThan(old.term());
    // The question that waits for its waking was asked after the next leader had been seen.
    Cluster.pass(Duration.ofMillis(1500));
    long wokenAt = System.nanoTime();
    cluster.node(old.node()).process().resume();
    cluster.awaitLeader();
    assertThat(cluster.history().since(wokenAt - Duration.ofSeconds(1).toNanos()))
        .as("L4: what node %d says on waking", old.node())
        .filteredOn(answer -> answer.node() == old.node())
        .isNotEmpty()
        .noneMatch(Answer::isLeader);
    cluster.tellHowLongItLedOn(old, "the process is frozen and woken", frozenAt);
    assertThat(cluster.node(old.node()).output()).contains("SUSPENDED");
    cluster.hold("it comes back as a follower", Duration.ofSeconds(2), Cluster.ALL, ledBy(next));
  }

  @Test
  void aLeaderWhoseElectionStandsStillLeadsNoMoreThoughItGoesOnAnswering() {
    Answer old = cluster.awaitLeader();
    Answer next;
    long hungAt = System.nanoTime();
    try (SlowCalls hanging = cluster.hangElection(old.node())) {
      next = cluster.awaitLeader(Cluster.without(old.node()));
      cluster.tellHowLongItLedOn(old, "the election's thread is stuck", hungAt);
      cluster.hold(
          "L2: the lease is compared with the clock at each call",
          Duration.ofSeconds(2),
          List.of(old.node()),
          answer -> !answer.isLeader());
      Awaitility.await("the watchdog says why")
          .atMost(JavaProcess.PATIENCE)
          .until(
              cluster.node(old.node())::output,
              output -> output.contains("the election's thread does not come back from"));
    }
    assertThat(cluster.awaitLeader()).matches(ledBy(next), "the new leader is kept");
  }

  @Test
  void twoFrozenFollowersAreMissedByNobody() {
    Answer leader = cluster.awaitLeader();
    List<Integer> frozen = Cluster.without(leader.node()).stream().limit(2).toList();
    frozen.forEach(node -> cluster.node(node).process().pause());
    cluster.hold(
        "S3: the others keep leader and term",
        Duration.ofSeconds(5),
        Cluster.without(frozen),
        ledBy(leader));
    frozen.forEach(node -> cluster.node(node).process().resume());
    cluster.awaitLeader();
    cluster.hold(
        "V2: who wakes finds leader and term as they were",
        Duration.ofSeconds(2),
        Cluster.ALL,
        ledBy(leader));
  }

  @Test
  void aStormOfKillsLeavesOneLeaderBehind() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("Seed of the storm of kills: " + seed);
    Deque<Integer> dead = new ArrayDeque<>();
    for (int kill = 0; kill < 12; kill++) {
      List<Integer> running = new ArrayList<>(Cluster.ALL);
      running.removeAll(dead);
      int victim = running.get(random.nextInt(running.size()));
      cluster.node(victim).process().kill();
      dead.add(victim);
      Cluster.pass(Duration.ofMillis(random.nextInt(1500)));
      // Up to three are dead at once, so that the majority is lost and found.
      while (dead.size() > random.nextInt(4)) {
        cluster.node(dead.remove()).start();
      }
    }
    cluster.start();
    cluster.awaitLeader();
  }

  @Test
  void aRollingRestartNeedsNoMoreTermsThanLeadersThatWereRestarted() {
    Answer first = cluster.awaitLeader();
    Answer leader = first;
    int restartedLeaders = 0;
    for (int node : Cluster.ALL) {
      boolean leads = node == leader.node();
      restartedLeaders += leads ? 1 : 0;
      cluster.node(node).process().terminate();
      Answer rest = cluster.awaitLeader(Cluster.without(node));
      cluster.start();
      leader = cluster.awaitLeader();
      assertThat(leader.node()).as("a node that comes back deposes nobody").isEqualTo(rest.node());
      if (!leads) {
        assertThat(leader).matches(ledBy(rest), "a restarted follower changes nothing");
      }
    }
    assertThat(restartedLeaders).isPositive();
    assertThat(leader.term()).isGreaterThan(first.term());
  }
}
