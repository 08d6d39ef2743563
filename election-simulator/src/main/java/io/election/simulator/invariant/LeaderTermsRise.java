package io.election.simulator.invariant;

/**
 * The term is the fencing token: who leads later in real time leads in a higher term, so nobody
 * says "I lead" in a term after somebody has said so in a higher one (rule L5). Judges answers that
 * took their time: two that overlap may have been true in either order.
 */
public final class LeaderTermsRise implements Invariant {

  private final HighestTerm highest = new HighestTerm();

  @Override
  public Subject subject() {
    return Subject.CLUSTER;
  }

  @Override
  public void answered(Answer answer) {
    if (answer.isLeader()) {
      Answer earlier = highest.above(answer);
      highest.add(answer);
      if (earlier != null) {
        throw new Violation(
            "L5: a leader of the past still leads: after %s came %s".formatted(earlier, answer));
      }
    }
  }
}
