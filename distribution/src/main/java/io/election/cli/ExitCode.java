package io.election.cli;

/** How a command ends; scripts rely on the numbers. */
public enum ExitCode {
  DONE(0),
  ERROR(1),
  USAGE(2),
  /** The node that was asked does not lead. */
  NOT_LEADER(3),
  /** The nodes that answered know no leader. */
  NO_LEADER(4),
  /** None of the nodes that were asked answered. */
  NO_ANSWER(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
