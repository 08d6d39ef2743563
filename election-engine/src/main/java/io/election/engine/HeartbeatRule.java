package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;

/** Hears a leader (Raft §5.2). */
final class HeartbeatRule {

  private final NodeState node;

  HeartbeatRule(NodeState node) {
    this.node = node;
  }

  /** How much of what it is asked for this node would promise (rule D2). */
  long promiseNanos(HeartbeatRequest heartbeat) {
    return node.timings.promisedNanos(heartbeat.promise().lengthNanos());
  }

  /**
   * Follows the leader of the present term, and promises it what is on record (rule D3). The record
   * must be durable: until then nothing is followed and no timer restarts (rule M1).
   */
  HeartbeatResponse hear(HeartbeatRequest heartbeat) {
    long promisedNanos = promiseNanos(heartbeat);
    if (!node.record.isDurable()
        || !node.record.coversPromise(promisedNanos)
        || !node.goesByItsId()
        || contradicts(heartbeat.sender().nodeId())) {
      return refuse();
    }
    node.promise.make(heartbeat, promisedNanos, node.now());
    node.promiseCap.needs(promisedNanos);
    node.follow(heartbeat);
    return answer(true, promisedNanos);
  }

  /** The answer to a leader of an earlier term, which tells it the present one. */
  HeartbeatResponse refuse() {
    return answer(false, 0);
  }

  /**
   * Two leaders of one term cannot be among honest members (Raft §5.2, election safety): stay with
   * the first.
   */
  private boolean contradicts(int leader) {
    Integer known = node.role().leaderId();
    return node.leading() != null || known != null && known != leader;
  }

  private HeartbeatResponse answer(boolean accepted, long promisedNanos) {
    return new HeartbeatResponse(
        node.self, node.record.durable().term(), accepted, node.priorityNow(), promisedNanos);
  }
}
