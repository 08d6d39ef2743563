package io.election.simulator;

import java.util.concurrent.Callable;

/** Runs seeds until one fails, in the world of a mutant. */
public final class SimulationHarness implements Callable<String> {

  /** What it says when everything held in every seed. */
  public static final String ALL_HELD = "";

  private static final int MOST_SEEDS = 2_000;

  @Override
  public String call() {
    Campaign campaign = Campaign.ofAllTrials();
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      try {
        campaign.run(seed);
      } catch (SeedFailure failure) {
        return "seed %d: %s".formatted(seed, failure.getCause().getMessage());
      }
    }
    return ALL_HELD;
  }
}
