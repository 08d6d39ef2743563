package io.election.engine;

import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;

/** What voters answer makes a pre-candidate stand, and a candidate lead (Raft §5.2). */
final class WinningRule {

  private final NodeState node;
  private final TermRule termRule;

  WinningRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /** An answer to any round but the present one is dropped whole, its term too (rule P1). */
  void answered(int voter, VoteRequest request, VoteResponse response) {
    Ballot ballot = node.ballot();
    if (ballot == null || !ballot.isOf(request.round())) {
      return;
    }
    // Who grants a pre-vote may be in the very term that was asked about.
    boolean grantsPreVote = request.preVote() && response.granted();
    if (termRule.isLater(response.term()) && !grantsPreVote) {
      termRule.moveTo(response.term(), voter);
    } else if (response.granted()) {
      ballot.count(voter);
      proceedIfWon();
    } else if (response.promiseLeftNanos() > 0) {
      // D6: a promise stands in the way; when it is over the answer may be another.
      ballot.askAgainBy(node.now() + response.promiseLeftNanos());
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
    if (node.role() instanceof Candidate) {
      node.lead();
    } else {
      termRule.moveToNextTerm();
      node.stand(null);
    }
  }

  /** The candidate's own vote counts from here on (rule T2). */
  void ownRecordIsDurable() {
    if (node.role() instanceof Candidate candidate) {
      candidate.ballot().count(node.self.nodeId());
    }
    proceedIfWon();
  }
}
