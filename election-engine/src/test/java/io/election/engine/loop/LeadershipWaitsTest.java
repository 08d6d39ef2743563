package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LeaderChanged;
import io.election.api.Leadership;
import io.election.api.LeadershipAcquired;
import io.election.api.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits no longer is forgotten: an application may wait as often as it likes. */
class LeadershipWaitsTest {

  private static final LeaderChanged NODE_STARTED =
      new LeaderChanged(1, Optional.empty(), 0, Role.FOLLOWER, "the node started", Instant.EPOCH);

  private final ShownNode node = new ShownNode();
  private final ListenerFailures failures = new ListenerFailures(1);
  private final EventDispatcher events =
      new EventDispatcher(
          1,
          NODE_STARTED,
          failures,
          new HangingListener(Duration.ofDays(1), node.clock, new Watch(1, node.clock), failures));
  private final LeadershipWaits waits = new LeadershipWaits(node.shown, events);

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void stageIsRememberedWhileItWaits() {
    waits.whenLeader();
    tellAll();

    assertThat(waits.openStages()).isEqualTo(1);
    assertThat(events.listeners()).isEqualTo(1);
  }

  @Test
  void completedStageIsForgotten() {
    CompletableFuture<Leadership> stage = waits.whenLeader().toCompletableFuture();
    node.leads(1);

    RunningNode.await(
        events.dispatch(new LeadershipAcquired(2, node.shown.leadershipOf(1), Instant.EPOCH)));

    assertThat(stage).isCompleted();
    assertForgotten();
  }

  @Test
  void cancelledStageIsForgotten() {
    CompletableFuture<Leadership> stage = waits.whenLeader().toCompletableFuture();
    tellAll();

    stage.cancel(true);

    assertForgotten();
  }

  /** The listener behind it may not have begun to listen. */
  @Test
  void stageThatIsCancelledAtOnceIsForgotten() {
    waits.whenLeader().toCompletableFuture().cancel(true);
    tellAll();

    assertForgotten();
  }

  @Test
  void stageThatWasCompleteFromTheBeginningIsNotRemembered() {
    node.leads(1);

    assertThat(waits.whenLeader().toCompletableFuture()).isCompleted();

    tellAll();
    assertForgotten();
  }

  /** Whoever began to listen before has done so when this returns. */
  private void tellAll() {
    RunningNode.await(events.dispatch(NODE_STARTED));
  }

  private void assertForgotten() {
    assertThat(waits.openStages()).isZero();
    assertThat(events.listeners()).isZero();
  }
}
