package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.TimeoutNowRequest;
import java.util.HashMap;
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

  /** The last leadership of a node that has ended. */
  private static final class Leadership {
    private final long term;
    private final long endedAtNanos;
    private boolean workStopped;
    private boolean handedOver;

    private Leadership(long term, long endedAtNanos) {
      this.term = term;
      this.endedAtNanos = endedAtNanos;
    }
  }

  /** An empty memory. */
  public TargetsStandAfterTheLease(WatchedCluster cluster) {
    workMayTakeNanos = cluster.timeoutMax().toNanos() / 2;
  }

  @Override
  public void leadershipEnded(Moment node, long term) {
    byNode.put(node.node(), new Leadership(term, node.clockNanos()));
  }

  @Override
  public void workStopped(int node, long term) {
    Leadership last = byNode.get(node);
    if (last != null && last.term == term) {
      last.workStopped = true;
    }
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    Leadership last = byNode.get(sender.node());
    if (request instanceof TimeoutNowRequest told) {
      requireOver(sender, recipient, told, last).handedOver = true;
    } else if (request instanceof HeartbeatRequest heartbeat
        && last != null
        && last.handedOver
        && last.term == heartbeat.term()) {
      throw new Violation(
          "H1: node %d has handed term %d over, and sends its heartbeat"
              .formatted(sender.node(), heartbeat.term()));
    }
  }

  private Leadership requireOver(
      Moment sender, int target, TimeoutNowRequest told, @Nullable Leadership last) {
    if (last == null || last.term != told.term()) {
      throw new Violation(
          "H1: node %d tells node %d to stand, and its leadership of term %d has not ended"
              .formatted(sender.node(), target, told.term()));
    }
    if (sender.status().isLeader()) {
      throw new Violation(
          "H1: node %d tells node %d to stand, and still says that it leads"
              .formatted(sender.node(), target));
    }
    if (!last.workStopped && sender.clockNanos() - last.endedAtNanos < workMayTakeNanos) {
      throw new Violation(
          "H1: node %d tells node %d to stand, and has not waited for its work of term %d"
              .formatted(sender.node(), target, told.term()));
    }
    return last;
  }
}
