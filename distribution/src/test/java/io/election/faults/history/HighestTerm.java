package io.election.faults.history;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The answer of the highest term so far, also as of any earlier moment. */
final class HighestTerm {

  private final TreeMap<Long, Answer> highestByReturn = new TreeMap<>();

  /** Takes answers in the order of their return. */
  void add(Answer answer) {
    Map.Entry<Long, Answer> highest = highestByReturn.lastEntry();
    if (highest == null || answer.term() > highest.getValue().term()) {
      highestByReturn.put(answer.returnedAtNanos(), answer);
    }
  }

  /**
   * An answer of a higher term that was there before this one was asked for. Two answers that
   * overlap in time may have come about in either order.
   */
  Optional<Answer> above(Answer answer) {
    return Optional.ofNullable(highestByReturn.lowerEntry(answer.invokedAtNanos()))
        .map(Map.Entry::getValue)
        .filter(highest -> highest.term() > answer.term());
  }
}
