package io.election.simulator.invariant;

import org.jspecify.annotations.Nullable;

/**
 * The term is the fencing token: who leads later in real time leads in a higher term, so nobody
 * says "I lead" in a term after somebody has said so in a higher one (rule L5). Judges answers that
 * took their time: two that overlap may have been true in either order.
 */
public final class LeaderTermsRise implements Invariant {

  private @Nullable Answer highest;

  @Override
  public void answered(Answer answer) {
    if (!answer.isLeader()) {
      return;
    }
    Answer earlier = highest;
    if (earlier == null || answer.term() > earlier.term()) {
      highest = answer;
    } else if (answer.term() < earlier.term()
        && answer.invokedAtNanos() > earlier.returnedAtNanos()) {
      throw new Violation(
          "L5: node %d led in term %d, and after it node %d in term %d"
              .formatted(earlier.node(), earlier.term(), answer.node(), answer.term()));
    }
  }
}
