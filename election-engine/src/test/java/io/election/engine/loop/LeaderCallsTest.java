package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.transport.TimeoutNowRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A hand-over waits for the calls that act as the leader (rule H1). */
class LeaderCallsTest {

  @Test
  void targetIsToldWhenTheCallHasEnded() {
    try (RunningNode node = RunningNode.leader()) {
      CompletableFuture<Void> call = node.loop.leaderCalls().begin();
      node.transport.neverAnswers(2);

      node.loop.control().transfer(2);
      assertThat(node.awaitEvent(LeadershipLost.class).reason()).isEqualTo(LossReason.TRANSFERRED);
      assertThat(node.election().isLeader()).isFalse();
      node.notice();
      node.notice();
      assertThat(node.transport.sent())
          .noneMatch(sent -> sent.request() instanceof TimeoutNowRequest);

      call.complete(null);
      while (!(RunningNode.next(node.transport.sent()).request() instanceof TimeoutNowRequest)) {
        // Heartbeats that were sent before.
      }
    }
  }

  @Test
  void callThatHasEndedIsNotWaitedFor() {
    LeaderCalls calls = new LeaderCalls();

    calls.begin().complete(null);
    CompletableFuture<Void> failed = calls.begin();
    failed.completeExceptionally(new IllegalStateException());

    assertThat(calls.ended()).isCompleted();
  }

  @Test
  void callThatBeginsLaterIsNotWaitedFor() {
    LeaderCalls calls = new LeaderCalls();
    CompletableFuture<Void> ended = calls.ended();

    calls.begin();

    assertThat(ended).isCompleted();
    assertThat(calls.ended()).isNotCompleted();
  }
}
