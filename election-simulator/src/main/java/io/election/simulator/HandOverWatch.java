package io.election.simulator;

import io.election.api.HandOverResult;
import io.election.api.transport.TimeoutNowRequest;
import io.election.engine.Effect;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees how one hand-over goes. All times are true times in nanoseconds. */
final class HandOverWatch implements BiConsumer<SimulatedNode, Effect> {

  private final SimulatedCluster cluster;
  private final SimulatedNode oldLeader;
  private final long wishedAt;
  private Consumer<SimulatedNode> whenTold = target -> {};
  private @Nullable Long toldAt;
  private @Nullable Long beganAt;
  private @Nullable SimulatedNode newLeader;
  private @Nullable HandOverResult outcome;

  HandOverWatch(SimulatedCluster cluster, SimulatedNode oldLeader) {
    this.cluster = cluster;
    this.oldLeader = oldLeader;
    this.wishedAt = cluster.agenda().now();
  }

  /** Does this to the target at the instant when it is told to stand for the first time. */
  void whenTold(Consumer<SimulatedNode> action) {
    whenTold = action;
  }

  @Override
  public void accept(SimulatedNode node, Effect effect) {
    long now = cluster.agenda().now();
    if (node == oldLeader
        && toldAt == null
        && effect instanceof Effect.Send send
        && send.request() instanceof TimeoutNowRequest) {
      toldAt = now;
      whenTold.accept(cluster.node(send.peer()));
    } else if (effect instanceof Effect.LeadershipBegan && beganAt == null) {
      beganAt = now;
      newLeader = node;
    } else if (node == oldLeader && effect instanceof Effect.HandOverEnded ended) {
      outcome = ended.result();
    }
  }

  /** Whether the wish was answered and somebody leads. */
  boolean isOver() {
    return outcome != null && newLeader != null;
  }

  /** What the old leader answered; empty if it has not. */
  Optional<HandOverResult> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Who began to lead; empty if nobody has. */
  Optional<SimulatedNode> newLeader() {
    return Optional.ofNullable(newLeader);
  }

  /** How long nobody could lead: from the word to the target until a leader has a lease. */
  long gapNanos() {
    return beganAt == null || toldAt == null ? Long.MAX_VALUE : beganAt - toldAt;
  }

  /** The whole time from the wish until a leader has a lease. */
  long wholeNanos() {
    return beganAt == null ? Long.MAX_VALUE : beganAt - wishedAt;
  }
}
