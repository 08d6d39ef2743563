package io.election.simulator;

import java.util.List;

/** Something did not hold in the trial of one seed, which alone repeats it. */
public final class SeedFailure extends AssertionError {

  private static final long serialVersionUID = 1;

  private final long seed;

  SeedFailure(long seed, Throwable cause, List<String> lastLines) {
    super(
        "seed %d: %s%nThis repeats it: ./election simulate seed %d%nWhat happened last:%n%s"
            .formatted(
                seed, cause.getMessage(), seed, String.join(System.lineSeparator(), lastLines)),
        cause);
    this.seed = seed;
  }

  /** What repeats it. */
  public long seed() {
    return seed;
  }
}
