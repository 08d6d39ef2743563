package io.election.simulator.invariant;

import org.jspecify.annotations.Nullable;

/**
 * At no instant do two nodes, or two processes of one, answer that they lead (rule L5). Needs
 * answers that were given at one instant of true time, as only a simulation has them; for real
 * clusters there is {@link LeaderTermsRise}.
 */
public final class OneLeaseAtATime implements Invariant {

  private @Nullable Answer last;

  @Override
  public Subject subject() {
    return Subject.CLUSTER;
  }

  @Override
  public void answered(Answer answer) {
    if (!answer.isLeader()) {
      return;
    }
    Answer earlier = last;
    if (earlier != null
        && (earlier.node() != answer.node() || earlier.incarnation() != answer.incarnation())
        && earlier.invokedAtNanos() == answer.returnedAtNanos()) {
      throw new Violation(
          "L5: node %d leads in term %d and node %d in term %d at one instant"
              .formatted(earlier.node(), earlier.term(), answer.node(), answer.term()));
    }
    last = answer;
  }
}
