package io.election.simulator.invariant;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answer of the highest term so far, also as of any earlier moment. */
final class HighestTerm {

  private final TreeMap<Long, Answer> highestByReturn = new TreeMap<>();
  private long term = Long.MIN_VALUE;

  /** Takes answers in the order of their return. */
  void add(Answer answer) {
    if (answer.term() > term) {
      term = answer.term();
      highestByReturn.put(answer.returnedAtNanos(), answer);
    }
  }

  /** The highest term so far. */
  long term() {
    return term;
  }

  /**
   * An answer of a higher term that was there before this one was asked for; null if there is none.
   * Two answers that overlap in time may have come about in either order.
   */
  @Nullable Answer above(Answer answer) {
    if (answer.term() >= term) {
      return null;
    }
    Map.Entry<Long, Answer> before = highestByReturn.lowerEntry(answer.invokedAtNanos());
    return before != null && before.getValue().term() > answer.term() ? before.getValue() : null;
  }
}
