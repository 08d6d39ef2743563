package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;

/** Hears a leader (Raft §5.2). */
final class HeartbeatRule {

  private final NodeState node;
  private final TermRule termRule;

  HeartbeatRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /**
   * Follows the leader of the current term; refuses one of an earlier term, telling it the present
   * one. A later term is first written: until then nothing is followed, no timer restarts (rule
   * M1), and the request is handled again.
   *
   * @return the answer, to be sent if the record is durable
   */
  HeartbeatResponse hear(HeartbeatRequest heartbeat) {
    int leader = heartbeat.sender().nodeId();
    if (heartbeat.term() > node.record.term()) {
      termRule.moveTo(heartbeat.term(), leader);
      return answer(false);
    }
    if (heartbeat.term() < node.record.term() || !node.record.isDurable() || contradicts(leader)) {
      return answer(false);
    }
    node.follow(heartbeat);
    return answer(true);
  }

  /**
   * Two leaders of one term cannot be among honest members (Raft §5.2, election safety): stay with
   * the first.
   */
  private boolean contradicts(int leader) {
    Integer known = node.leaderId();
    return node.leads() || known != null && known != leader;
  }

  private HeartbeatResponse answer(boolean accepted) {
    return new HeartbeatResponse(
        node.self, node.record.durable().term(), accepted, node.priorityNow());
  }
}
