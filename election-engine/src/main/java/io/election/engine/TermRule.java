package io.election.engine;

import io.election.api.LossReason;
import io.election.api.store.Vote;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;

/**
 * Raft §5.1: a node that learns of a higher term moves to it and is a follower there. The one place
 * that does so (rule S4); the rules about roles come after it.
 */
final class TermRule {

  private final NodeState node;

  TermRule(NodeState node) {
    this.node = node;
  }

  /**
   * Judges the term of a request before any rule about roles looks at it. Who leads or stands in a
   * higher term takes this node along; a mere question does not (rule P1).
   *
   * @return whether the request is of this node's term
   */
  boolean judge(PeerRequest request) {
    if (isLater(request.term()) && takesAlong(request)) {
      moveTo(request.term(), request.sender().nodeId());
    }
    if (request instanceof HeartbeatRequest && request.term() == node.record.term()) {
      // D10: who accepts a leader gives no vote in its term, also after it has forgotten.
      voteIfFree(request.sender());
    }
    return request.term() == node.record.term();
  }

  private void voteIfFree(Sender leader) {
    if (node.record.vote() == null) {
      node.record.voteFor(new Vote(leader.nodeId(), leader.incarnation()));
    }
  }

  private static boolean takesAlong(PeerRequest request) {
    return request instanceof HeartbeatRequest
        || request instanceof VoteRequest vote && !vote.preVote();
  }

  boolean isLater(long term) {
    return term > node.record.term();
  }

  /**
   * Moves to a higher term. The vote of the old term stays behind with it; inside a term it is
   * never cleared (rule T3). The loss of a leader is told with the old term: the new one is not on
   * disk yet and must not be seen (rule S2).
   */
  void moveTo(long higherTerm, int learnedFrom) {
    if (node.leading() != null) {
      node.stepDown(LossReason.HIGHER_TERM);
    }
    node.becomeFollowerOfNobody("node " + learnedFrom + " is in term " + higherTerm);
    node.record.advanceTo(higherTerm);
  }

  /** Begins a term of this node's own, to stand in. */
  void moveToNextTerm() {
    node.record.advanceTo(node.record.term() + 1);
  }

  /** Rule T7. */
  private boolean hasNextTerm() {
    return node.record.term() + 1 < Long.MAX_VALUE;
  }

  /** Whether this node could stand now, in the term after its own. */
  boolean canStand() {
    return node.priority() > 0
        && node.impediment() == null
        && !node.promise.forbidsStanding(node.now())
        && hasNextTerm();
  }
}
