package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;

/** Hears a leader (Raft §5.2). */
final class HeartbeatRule {

  private final NodeState node;

  HeartbeatRule(NodeState node) {
    this.node = node;
  }

  /**
   * Follows the leader of the present term. Its record must be durable: until then nothing is
   * followed and no timer restarts (rule M1).
   */
  HeartbeatResponse hear(HeartbeatRequest heartbeat) {
    if (!node.record.isDurable() || contradicts(heartbeat.sender().nodeId())) {
      return answer(false);
    }
    node.follow(heartbeat);
    return answer(true);
  }

  /** The answer to a leader of an earlier term, which tells it the present one. */
  HeartbeatResponse refuse() {
    return answer(false);
  }

  /**
   * Two leaders of one term cannot be among honest members (Raft §5.2, election safety): stay with
   * the first.
   */
  private boolean contradicts(int leader) {
    Integer known = node.role().leaderId();
    return node.leading() != null || known != null && known != leader;
  }

  private HeartbeatResponse answer(boolean accepted) {
    return new HeartbeatResponse(
        node.self, node.record.durable().term(), accepted, node.priorityNow());
  }
}
