package io.election.engine.loop;

import static io.election.engine.loop.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a store, a peer or a fault cannot hold up (rules S3, T5). */
class ElectionLoopFaultsTest {

  private static final Duration HEARTBEAT = Duration.ofMillis(100);

  @Test
  void storeThatHangsHoldsUpNoHeartbeat() {
    try (RunningNode node = RunningNode.leader()) {
      node.store.hang();

      // The store is asked to prove itself after 1 s, and given up 500 ms later.
      for (int round = 0; round < 14; round++) {
        node.transport.sent().clear();
        node.advance(HEARTBEAT);
        node.awaitHeartbeatTo(2);
      }

      assertThat(node.election().isLeader()).isTrue();
    }
  }

  @Test
  void leaderWhoseStoreHangsTooLongStepsDown() {
    try (RunningNode node = RunningNode.leader()) {
      node.store.hang();

      for (int round = 0; round < 16; round++) {
        node.advance(HEARTBEAT);
      }

      assertThat(node.awaitEvent(LeadershipLost.class).reason()).isEqualTo(LossReason.STORE_FAILED);
      assertThat(node.election().isLeader()).isFalse();
    }
  }

  @Test
  void storeThatFailsDeniesAndIsTriedAgain() {
    try (RunningNode node = RunningNode.follower()) {
      node.store.failWith(new StoreException(StoreException.Problem.UNAVAILABLE, "disk full"));
      assertThat(isGranted(node, 2, 1)).isFalse();
      assertThat(RunningNode.next(node.store.attempts()))
          .extracting(PersistentState::term, PersistentState::votedFor)
          .containsExactly(1L, 2);

      node.advance(Duration.ofMillis(500));
      assertThat(RunningNode.next(node.store.attempts()))
          .extracting(PersistentState::term, PersistentState::votedFor)
          .containsExactly(1L, 2);
    }
  }

  /** The watchdog's own thread looks, in real time; the test waits for it as for any thread. */
  @Test
  void transportThatBlocksIsToldAndLeadershipEndsByItself() {
    try (RunningNode node = RunningNode.leader()) {
      CountDownLatch blocked = new CountDownLatch(1);
      CountDownLatch unblocked = new CountDownLatch(1);
      node.transport.script(2, request -> block(blocked, unblocked));
      node.clock.advance(HEARTBEAT);
      node.receives(new VoteRequest(ScriptedTransport.sender(3), 1, 1, true));
      await(blocked);
      node.clock.advance(Duration.ofMillis(500));
      assertThat(node.election().isLeader()).isFalse();

      assertThat(RunningNode.next(node.meter.stalls).getName()).isEqualTo("election-watchdog-1");
      assertThat(node.status().impediment().detail())
          .contains("the election's thread does not come back from");

      unblocked.countDown();
      assertThat(node.awaitEvent(LeadershipLost.class).reason()).isEqualTo(LossReason.SUSPENDED);
    }
  }

  private static CompletableFuture<PeerResponse> block(
      CountDownLatch blocked, CountDownLatch unblocked) {
    blocked.countDown();
    try {
      unblocked.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    return new CompletableFuture<>();
  }

  @Test
  void storeThatBreaksItsContractCountsAsFailed() {
    try (RunningNode node = RunningNode.follower()) {
      node.store.breakWith(new IllegalStateException());

      assertThat(isGranted(node, 2, 1)).isFalse();
    }
  }

  private static boolean isGranted(RunningNode node, int candidate, long term) {
    VoteRequest request = new VoteRequest(ScriptedTransport.sender(candidate), term, 1, false);
    return ((VoteResponse) await(node.receives(request))).granted();
  }

  @Test
  void peerThatNeverAnswersHoldsUpNobody() {
    try (RunningNode node = RunningNode.follower()) {
      node.transport.neverAnswers(2);

      node.becomeLeader();

      assertThat(node.election().isLeader()).isTrue();
    }
  }

  @Test
  void peerThatCannotBeReachedHoldsUpNobody() {
    try (RunningNode node = RunningNode.follower()) {
      node.transport.script(
          2, request -> CompletableFuture.failedFuture(new IllegalStateException("refused")));

      node.becomeLeader();

      assertThat(node.election().isLeader()).isTrue();
    }
  }

  @Test
  void transportThatThrowsHoldsUpNobody() {
    try (RunningNode node = RunningNode.follower()) {
      node.transport.script(
          2,
          request -> {
            throw new IllegalStateException("no such host");
          });

      node.becomeLeader();

      assertThat(node.election().isLeader()).isTrue();
    }
  }

  /** Even if the election itself breaks, an application that was told to lead is told to stop. */
  @Test
  void leadershipEndsWhenTheElectionBreaks() {
    try (RunningNode node = RunningNode.leader()) {
      CountDownLatch sending = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      node.transport.neverAnswers(3);
      node.transport.script(
          2,
          request -> {
            sending.countDown();
            await(goOn);
            // An answer without a sender: a fault that the machine does not expect.
            return CompletableFuture.completedFuture(new HeartbeatResponse(null, 1, true, 1, 1));
          });
      node.clock.advance(HEARTBEAT);
      await(sending);
      node.clock.advance(Duration.ofSeconds(10));
      goOn.countDown();

      LeadershipLost lost = node.awaitEvent(LeadershipLost.class);

      assertThat(lost.term()).isEqualTo(1);
      assertThat(lost.reason()).isEqualTo(LossReason.STOPPED);
      assertThat(node.election().isLeader()).isFalse();
      assertThat(node.status().role()).isEqualTo(Role.FOLLOWER);
    }
  }
}
