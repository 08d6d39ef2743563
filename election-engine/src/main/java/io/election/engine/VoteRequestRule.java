package io.election.engine;

import io.election.api.store.Vote;
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
    boolean granted =
        isFree(request)
            && (termRule.isLater(request.term())
                || request.term() == node.record.term() && isVoteFor(candidate(request)));
    return granted ? new VoteResponse(node.self, node.record.durable().term(), true, 0) : denial();
  }

  /** D6: who asks learns how long a promise still stands in its way. */
  VoteResponse denial() {
    return new VoteResponse(
        node.self, node.record.durable().term(), false, node.promise.leftNanos(node.now()));
  }

  /**
   * Decides on a vote, for good. A grant is in the record when this returns, and may be told once
   * that is durable (rules T1, S2).
   *
   * @return whether it is granted
   */
  boolean grants(VoteRequest request) {
    Vote candidate = candidate(request);
    // The promise comes before the term: who is loyal does not even adopt it (rule P3).
    if (!isFree(request)) {
      return false;
    }
    if (node.promise.isReleasedBy(request.transfer(), node.now())) {
      node.promise.end();
    }
    if (termRule.isLater(request.term())) {
      tellOfHandOver(request.transfer(), candidate.nodeId());
    }
    if (!termRule.judge(request) || !isVoteFor(candidate)) {
      return false;
    }
    node.giveUpStanding();
    node.record.voteFor(candidate);
    return true;
  }

  /** Whether this node may vote for anybody like this. */
  private boolean isFree(VoteRequest request) {
    return node.record.isAvailable()
        && node.goesByItsId()
        && !node.holdsLease()
        && !node.promise.forbids(request, node.now());
  }

  /** Whether the vote of this term can be this candidate's: the first one's, and only its. */
  private boolean isVoteFor(Vote candidate) {
    Vote given = node.record.vote();
    return given == null || given.equals(candidate);
  }

  private static Vote candidate(VoteRequest request) {
    return new Vote(request.sender().nodeId(), request.sender().incarnation());
  }

  /** Whose word a voter yields to is known: people should read of a hand-over, not of a term. */
  private void tellOfHandOver(@Nullable TransferToken transfer, int candidate) {
    if (transfer != null) {
      node.forgetLeader("node %d handed over to node %d".formatted(transfer.leaderId(), candidate));
    }
  }
}
