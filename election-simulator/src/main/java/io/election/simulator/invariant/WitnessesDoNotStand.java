package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.List;

/**
 * A witness, which has priority 0, asks for no vote and never leads; a node that is paused asks for
 * no vote (rule V3).
 */
public final class WitnessesDoNotStand implements Invariant {

  private final WatchedCluster cluster;

  /** Remembers nothing. */
  public WitnessesDoNotStand(WatchedCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    boolean isWitness = cluster.priority(node) == 0;
    if (!isWitness && !after.paused()) {
      return;
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send send
          && (send.request() instanceof VoteRequest
              || isWitness && send.request() instanceof HeartbeatRequest)) {
        throw new Violation(
            "V3: node %d %s, and sends %s"
                .formatted(node, isWitness ? "is a witness" : "is paused", send.request()));
      }
    }
  }
}
