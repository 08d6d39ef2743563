package io.election.faults.history;

import java.util.Optional;

/**
 * L5, as far as it can be seen from outside: once a leader of some term has been seen, nobody who
 * is asked later leads in a lower one.
 */
public final class LeaderTermsRise implements Invariant {

  private final HighestTerm highest = new HighestTerm();

  @Override
  public Optional<String> next(Answer answer) {
    if (!answer.isLeader()) {
      return Optional.empty();
    }
    Optional<Answer> above = highest.above(answer);
    highest.add(answer);
    return above.map(
        earlier -> "a leader of the past still leads: after %s came %s".formatted(earlier, answer));
  }
}
