package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;

/** What followers answer to heartbeats makes a leader's lease longer (rules L1, D4, D5). */
final class LeaseRule {

  private final NodeState node;
  private final TermRule termRule;

  LeaseRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  void answered(int follower, HeartbeatRequest request, HeartbeatResponse response) {
    Leader leader = node.leading();
    if (leader == null || !leader.lease().hasSent(request.round())) {
      return;
    }
    if (termRule.isLater(response.term())) {
      termRule.moveTo(response.term(), follower);
    } else if (response.accepted()) {
      long sentAtNanos = leader.lease().sentAtNanos(request.round());
      leader.lease().promised(follower, request.round(), response.promisedNanos());
      // D2: who promises little is to be asked again before that is over.
      leader.sendAgainWithin(leader.lease().longestIntervalNanos());
      leader.successors().answered(follower, response.priority(), sentAtNanos);
      node.announceLeaseIfNew();
    }
  }
}
