package io.election.engine;

import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.Objects;

/**
 * Takes in what peers answer: votes make a candidate go on, acknowledged heartbeats make a leader's
 * lease longer.
 */
final class AnswerRule {

  private final NodeState node;
  private final TermRule termRule;

  AnswerRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /** An answer to any round but the present one is dropped whole, its term too (rule P1). */
  void voteAnswered(int peer, VoteRequest request, VoteResponse response) {
    Ballot ballot = node.ballot();
    if (ballot == null || !ballot.isOf(request.round())) {
      return;
    }
    // Who grants a pre-vote may be in the very term that was asked about.
    boolean grantsPreVote = request.preVote() && response.granted();
    if (response.term() > node.record.term() && !grantsPreVote) {
      termRule.moveTo(response.term(), peer);
    } else if (response.granted()) {
      ballot.count(peer);
      proceedIfWon();
    }
  }

  /**
   * A pre-candidate with a majority stands; a candidate with one leads, once its own record is
   * durable (rule T2).
   */
  void proceedIfWon() {
    Ballot ballot = node.ballot();
    if (ballot == null || !ballot.isWon() || !node.record.isDurable()) {
      return;
    }
    if (node.role() == Role.CANDIDATE) {
      node.lead();
    } else {
      termRule.moveToNextTerm();
      node.stand(null);
    }
  }

  /** The candidate's own vote counts from here on (rule T2). */
  void ownRecordIsDurable() {
    if (node.role() == Role.CANDIDATE) {
      Objects.requireNonNull(node.ballot()).count(node.self.nodeId());
      proceedIfWon();
    }
  }

  void heartbeatAnswered(int peer, HeartbeatRequest request, HeartbeatResponse response) {
    Lease lease = node.lease();
    if (lease == null || !lease.hasSent(request.round())) {
      return;
    }
    if (response.term() > node.record.term()) {
      termRule.moveTo(response.term(), peer);
    } else if (response.accepted()) {
      lease.answered(peer, request.round());
      node.successors.answered(peer, response.priority(), lease.sentAtNanos(request.round()));
      node.announceLeaseIfNew();
    }
  }
}
