package io.election.simulator.invariant;

/** An invariant does not hold. The message names its rule. */
public final class Violation extends AssertionError {

  private static final long serialVersionUID = 1;

  /**
   * @param message the rule and what broke it
   */
  public Violation(String message) {
    super(message);
  }
}
