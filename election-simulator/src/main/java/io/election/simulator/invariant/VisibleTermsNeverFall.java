package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * A term that a node has shown never falls back, also across a crash (Raft §5.1, rules T1, S2). The
 * term in a vote request is not looked at: it may leave before it is durable (rule T2).
 */
public final class VisibleTermsNeverFall implements Invariant {

  private final Map<Integer, HighestTerm> answeredByNode = new HashMap<>();
  private final Map<Integer, Long> sentByNode = new HashMap<>();

  @Override
  public Subject subject() {
    return Subject.RECORD;
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      shows(heartbeat.sender().nodeId(), heartbeat.term());
    }
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    if (response instanceof VoteResponse answer) {
      shows(answer.sender().nodeId(), answer.term());
    } else if (response instanceof HeartbeatResponse answer) {
      shows(answer.sender().nodeId(), answer.term());
    } else if (response instanceof TimeoutNowResponse answer) {
      shows(answer.sender().nodeId(), answer.term());
    }
  }

  private void shows(int node, long term) {
    HighestTerm answered = answeredByNode.get(node);
    long highest =
        Math.max(
            sentByNode.getOrDefault(node, Long.MIN_VALUE),
            answered == null ? Long.MIN_VALUE : answered.term());
    sentByNode.merge(node, term, Math::max);
    if (term < highest) {
      throw new Violation(
          "T1: node %d showed term %d and after it term %d".formatted(node, highest, term));
    }
  }

  /** An answer that was under way while another was given may be the older of the two. */
  @Override
  public void answered(Answer answer) {
    HighestTerm highest = answeredByNode.computeIfAbsent(answer.node(), node -> new HighestTerm());
    Answer earlier = highest.above(answer);
    highest.add(answer);
    if (earlier != null) {
      throw new Violation("T1: the node's term fell: after %s came %s".formatted(earlier, answer));
    }
    long sent = sentByNode.getOrDefault(answer.node(), Long.MIN_VALUE);
    if (answer.term() < sent) {
      throw new Violation(
          "T1: node %d sent term %d and after it showed %s".formatted(answer.node(), sent, answer));
    }
  }
}
