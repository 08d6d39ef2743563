package io.election.simulator.search;

/** A rule does not hold. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  Violation(String rule) {
    super(rule);
  }

  static void unless(boolean holds, String rule) {
    if (!holds) {
      throw new Violation(rule);
    }
  }
}
