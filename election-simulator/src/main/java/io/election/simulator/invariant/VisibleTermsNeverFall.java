package io.election.simulator.invariant;

import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.VoteResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * A term that a node has shown never falls back, also across a crash (Raft §5.1, rules T1, S2). The
 * term in a vote request is not looked at: it may leave before it is durable (rule T2).
 */
public final class VisibleTermsNeverFall implements Invariant {

  private final Map<Integer, Shown> highestByNode = new HashMap<>();

  private record Shown(long term, long atNanos) {}

  @Override
  public void requestLeft(PeerRequest request, PersistentState onDisk) {
    if (request instanceof HeartbeatRequest heartbeat) {
      shows(heartbeat.sender().nodeId(), heartbeat.term());
    }
  }

  @Override
  public void responseLeft(PeerRequest request, PeerResponse response, PersistentState onDisk) {
    if (response instanceof VoteResponse answer) {
      shows(answer.sender().nodeId(), answer.term());
    } else if (response instanceof HeartbeatResponse answer) {
      shows(answer.sender().nodeId(), answer.term());
    }
  }

  private void shows(int node, long term) {
    shows(node, term, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @Override
  public void answered(Answer answer) {
    shows(answer.node(), answer.term(), answer.invokedAtNanos(), answer.returnedAtNanos());
  }

  /** An answer that was under way while another was given may be the older of the two. */
  private void shows(int node, long term, long invokedAtNanos, long returnedAtNanos) {
    Shown highest = highestByNode.get(node);
    if (highest == null || term > highest.term()) {
      highestByNode.put(node, new Shown(term, returnedAtNanos));
    } else if (term < highest.term() && invokedAtNanos > highest.atNanos()) {
      throw new Violation(
          "T1: node %d showed term %d and after it term %d".formatted(node, highest.term(), term));
    }
  }
}
