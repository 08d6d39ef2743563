package io.election.faults.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** S2, T1: a term that a node has shown is on its disk, so it never shows a lower one after it. */
public final class TermsNeverFall implements Invariant {

  private final Map<Integer, HighestTerm> highestByNode = new HashMap<>();

  @Override
  public Optional<String> next(Answer answer) {
    HighestTerm highest = highestByNode.computeIfAbsent(answer.node(), node -> new HighestTerm());
    Optional<Answer> above = highest.above(answer);
    highest.add(answer);
    return above.map(
        earlier -> "the node's term fell: after %s came %s".formatted(earlier, answer));
  }
}
