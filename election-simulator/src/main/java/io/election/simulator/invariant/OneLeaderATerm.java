package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Sender;
import java.util.HashMap;
import java.util.Map;

/**
 * Election safety: at most one leader is elected in a term (Raft §5.2), and only one process of it:
 * no leader comes back in its term after a restart.
 */
public final class OneLeaderATerm implements Invariant {

  private final Map<Long, Integer> leaderByTerm = new HashMap<>();
  private final Map<Long, Incarnation> processByTerm = new HashMap<>();

  @Override
  public Subject subject() {
    return Subject.CLUSTER;
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      leads(heartbeat.sender(), heartbeat.term());
    }
  }

  @Override
  public void answered(Answer answer) {
    if (answer.isLeader()) {
      leads(answer.node(), answer.term());
    } else if (answer.leaderId() != null) {
      leads(answer.leaderId(), answer.term());
    }
  }

  private void leads(Sender leader, long term) {
    leads(leader.nodeId(), term);
    Incarnation known = processByTerm.putIfAbsent(term, leader.incarnation());
    if (known != null && !known.equals(leader.incarnation())) {
      throw new Violation(
          "Raft §5.2: two processes of node %d both lead in term %d"
              .formatted(leader.nodeId(), term));
    }
  }

  private void leads(int node, long term) {
    Integer known = leaderByTerm.putIfAbsent(term, node);
    if (known != null && known != node) {
      throw new Violation(
          "Raft §5.2: nodes %d and %d both lead in term %d".formatted(known, node, term));
    }
  }
}
