package io.election.engine;

import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransferToken;

/** Takes leadership over from a leader that hands it over (dissertation §3.10, rules H1, P3). */
final class TakeOverRule {

  private final NodeState node;
  private final TermRule termRule;

  TakeOverRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /**
   * The leader lets this node stand at once. It is believed if it says what it sealed in the
   * heartbeats that this node followed; anybody else, any other term and any second time changes
   * nothing (rule P3).
   */
  TimeoutNowResponse told(TimeoutNowRequest request) {
    TransferToken token = request.token();
    if (standsBy(token)) {
      return answer(true);
    }
    if (!node.promise.isReleasedBy(token, node.now()) || !termRule.judge(request)) {
      return answer(false);
    }
    // D6: the leader's own word ends the promise, for this node as for anybody else.
    node.promise.end();
    if (!termRule.canStand()) {
      return answer(false);
    }
    node.forgetLeader("node %d handed over to this node".formatted(token.leaderId()));
    termRule.moveToNextTerm();
    node.stand(token);
    return answer(true);
  }

  /** The leader asks again when the answer was lost. */
  private boolean standsBy(TransferToken token) {
    Ballot ballot = node.ballot();
    return ballot != null && token.equals(ballot.request().transfer());
  }

  private TimeoutNowResponse answer(boolean accepted) {
    return new TimeoutNowResponse(node.self, node.record.durable().term(), accepted);
  }
}
