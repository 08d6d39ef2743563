package io.election.simulator.invariant;

import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.TimeoutNowRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A leader tells another to stand when its work has stopped, or has not within half of the longest
 * timeout, and when its lease is gone (rule H1, raft-rs#234). From then on it refreshes nobody's
 * loyalty.
 */
public final class TargetsStandAfterTheLease implements Invariant {

  private final long workMayTakeNanos;
  private final Map<Integer, Leadership> byNode = new HashMap<>();

  /** The last leadership of a node, up to now. */
  private static final class Leadership {
    private long term;
    private long endedAtNanos;
    private boolean workStopped;
    private boolean handedOver;
  }

  /** An empty memory. */
  public TargetsStandAfterTheLease(WatchedCluster cluster) {
    workMayTakeNanos = cluster.timings().timeoutMax().toNanos() / 2;
  }

  @Override
  public void started(int node) {
    byNode.remove(node);
  }

  @Override
  public void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    Leadership last = byNode.get(node);
    if (last != null && input instanceof Input.WorkStopped stopped && stopped.term() == last.term) {
      last.workStopped = true;
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.LeadershipEnded ended) {
        last = new Leadership();
        last.term = ended.term();
        last.endedAtNanos = nowNanos;
        byNode.put(node, last);
      } else if (effect instanceof Effect.Send send) {
        requireInOrder(node, nowNanos, after, send, last);
      }
    }
  }

  private void requireInOrder(
      int node, long nowNanos, View after, Effect.Send send, @Nullable Leadership last) {
    if (send.request() instanceof TimeoutNowRequest told) {
      if (last == null || last.term != told.term()) {
        throw new Violation(
            "H1: node %d tells node %d to stand, and its leadership of term %d has not ended"
                .formatted(node, send.peer(), told.term()));
      }
      if (after.role() == Role.LEADER || after.leadsAt(nowNanos)) {
        throw new Violation(
            "H1: node %d tells node %d to stand, and still has its lease of term %d"
                .formatted(node, send.peer(), told.term()));
      }
      if (!last.workStopped && nowNanos - last.endedAtNanos < workMayTakeNanos) {
        throw new Violation(
            "H1: node %d tells node %d to stand, and has not waited for its work of term %d"
                .formatted(node, send.peer(), told.term()));
      }
      last.handedOver = true;
    } else if (send.request() instanceof HeartbeatRequest heartbeat
        && last != null
        && last.handedOver
        && last.term == heartbeat.term()) {
      throw new Violation(
          "H1: node %d has handed term %d over, and sends its heartbeat"
              .formatted(node, heartbeat.term()));
    }
  }
}
