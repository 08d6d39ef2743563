package io.election.faults;

import static io.election.faults.Agreement.ledBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Disks that are full, and disks whose syncs hang. */
@Tag("faults")
class DiskFaultIT {

  @RegisterExtension private static final SharedCluster SHARED = new SharedCluster();

  private final Cluster cluster = SHARED.cluster();

  @Test
  void aLeaderWhoseDiskIsFullStepsDownAndComesBackWhenThereIsRoom() {
    Answer old = cluster.awaitLeader();
    long filledAt = System.nanoTime();
    cluster.node(old.node()).disk().fill();
    Answer next = cluster.awaitLeader(Cluster.without(old.node()));
    assertThat(next.term()).isGreaterThan(old.term());
    cluster.tellHowLongItLedOn(old, "the disk is full", filledAt);
    assertThat(cluster.node(old.node()).output()).contains("stepped down, STORE_FAILED");
    cluster.node(old.node()).disk().free();
    assertThat(cluster.awaitLeader()).matches(ledBy(next), "the new leader is kept");
    assertThat(cluster.node(old.node()).output()).contains("the store works again");
  }

  @Test
  void aLeaderWhoseSyncsHangStepsDownAndComesBackWhenTheyEnd() {
    Answer old = cluster.awaitLeader();
    Answer next;
    long hungAt = System.nanoTime();
    try (SlowCalls hanging = cluster.hangSyncs(old.node())) {
      next = cluster.awaitLeader(Cluster.without(old.node()));
      cluster.tellHowLongItLedOn(old, "the disk's syncs hang", hungAt);
      assertThat(next.term()).isGreaterThan(old.term());
      assertThat(cluster.node(old.node()).output())
          .contains("no answer for", "stepped down, STORE_FAILED");
    }
    assertThat(cluster.awaitLeader()).matches(ledBy(next), "the new leader is kept");
  }

  @Test
  void aFollowerWhoseSyncsHangNeitherDisturbsNorHindersAnElection() {
    Answer old = cluster.awaitLeader();
    int slow = Cluster.without(old.node()).iterator().next();
    Answer next;
    try (SlowCalls hanging = cluster.hangSyncs(slow)) {
      cluster.hold(
          "a follower has nothing to write", Duration.ofSeconds(3), Cluster.ALL, ledBy(old));
      cluster.node(old.node()).process().kill();
      next = cluster.awaitLeader(Cluster.without(old.node(), slow));
      assertThat(cluster.history().since(Long.MIN_VALUE))
          .as("T1: what is not on its disk is not shown")
          .noneMatch(answer -> answer.node() == slow && answer.term() >= next.term());
      cluster.node(old.node()).start();
      cluster.awaitLeader(Cluster.without(slow));
    }
    assertThat(cluster.awaitLeader()).matches(ledBy(next), "the new leader is kept");
  }
}
