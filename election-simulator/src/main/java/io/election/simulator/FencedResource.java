package io.election.simulator;

import io.election.simulator.invariant.Violation;

/**
 * Something that leaders write to, which refuses a term lower than one it has seen. With it, a
 * leader that stood still between looking at its lease and writing does no harm (rule L2).
 */
final class FencedResource {

  private long highestTerm;
  private int writer;
  private long refused;

  /**
   * Whether the write is taken.
   *
   * @throws Violation if another node has written in the same term: then no resource could fence it
   */
  boolean write(int node, long term) {
    if (term < highestTerm) {
      refused++;
      return false;
    }
    if (term == highestTerm && node != writer) {
      throw new Violation(
          "L2: nodes %d and %d write with the same token %d".formatted(writer, node, term));
    }
    highestTerm = term;
    writer = node;
    return true;
  }

  /** How many writes came too late. */
  long refused() {
    return refused;
  }
}
