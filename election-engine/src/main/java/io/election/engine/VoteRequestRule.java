package io.election.engine;

import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import org.jspecify.annotations.Nullable;

/** Answers "would you vote for me?" and "vote for me" (Raft §5.2, dissertation §9.6). */
final class VoteRequestRule {

  private final NodeState node;
  private final TermRule termRule;

  VoteRequestRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /** The answer to a pre-vote changes nothing at all (rule P1). */
  VoteResponse answerPreVote(VoteRequest request) {
    return answer(wouldGrant(request));
  }

  /**
   * Decides on a vote. The decision stands in memory when this returns; if it changed the record,
   * the request is handled again once the record is durable, and only then answered (rules T1, S2).
   *
   * @return the answer, to be sent if the record is durable
   */
  VoteResponse decide(VoteRequest request) {
    if (!wouldGrant(request)) {
      return answer(false);
    }
    int candidate = request.sender().nodeId();
    if (request.term() > node.record.term()) {
      tellOfHandOver(request.transfer(), candidate);
      termRule.moveTo(request.term(), candidate);
    }
    node.becomeFollower();
    node.record.voteFor(candidate);
    if (node.record.isDurable()) {
      node.timer.restart(node.now());
    }
    return answer(true);
  }

  /** Whose word a voter yields to is known: people should read of a hand-over, not of a term. */
  private void tellOfHandOver(@Nullable TransferToken transfer, int candidate) {
    if (transfer != null) {
      node.forgetLeader("node %d handed over to node %d".formatted(transfer.leaderId(), candidate));
    }
  }

  /** One predicate for both, so that a granted pre-vote means what it says. */
  private boolean wouldGrant(VoteRequest request) {
    int candidate = request.sender().nodeId();
    return node.record.isAvailable()
        && !node.isLoyalAgainst(request)
        && isVoteFree(request.term(), candidate);
  }

  private boolean isVoteFree(long term, int candidate) {
    if (term != node.record.term()) {
      return term > node.record.term();
    }
    Integer votedFor = node.record.votedFor();
    return votedFor == null || votedFor == candidate;
  }

  private VoteResponse answer(boolean granted) {
    return new VoteResponse(node.self, node.record.durable().term(), granted);
  }
}
