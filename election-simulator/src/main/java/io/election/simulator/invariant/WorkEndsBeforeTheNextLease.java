package io.election.simulator.invariant;

import org.jspecify.annotations.Nullable;

/**
 * As long as whatever acts as a leader may rely on the lease that it has seen, and its node waits
 * for it, nobody else leads: also while leadership is being handed over (rule H1). Needs answers
 * that were given at one instant of true time.
 */
public final class WorkEndsBeforeTheNextLease implements Invariant {

  private @Nullable Answer last;

  @Override
  public Subject subject() {
    return Subject.CLUSTER;
  }

  @Override
  public void answered(Answer answer) {
    if (answer.isLeader()) {
      last = answer;
    }
  }

  @Override
  public void atWork(int node, long atNanos) {
    Answer leader = last;
    if (leader != null && leader.node() != node && leader.invokedAtNanos() == atNanos) {
      throw new Violation(
          "H1: on node %d the work of a leader goes on, and node %d leads in term %d"
              .formatted(node, leader.node(), leader.term()));
    }
  }
}
