package io.election.engine;

import io.election.api.LossReason;

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
   * Moves to a higher term. The vote of the old term stays behind with it; inside a term it is
   * never cleared (rule T3). The loss of a leader is told with the old term: the new one is not on
   * disk yet and must not be seen (rule S2).
   */
  void moveTo(long higherTerm, int learnedFrom) {
    if (node.leads()) {
      node.stepDown(LossReason.HIGHER_TERM);
    } else {
      node.becomeFollower();
    }
    node.forgetLeader("node " + learnedFrom + " is in term " + higherTerm);
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
        && node.record.isAvailable()
        && node.record.isDurable()
        && hasNextTerm();
  }
}
