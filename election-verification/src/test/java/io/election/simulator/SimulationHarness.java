package io.election.simulator;

import io.election.simulator.invariant.Invariant;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.Violation;
import io.election.simulator.invariant.WatchedCluster;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Runs seeds in the world of a mutant until one judge objects: an invariant that watches alone in
 * all trials, or one kind of trial that no invariant watches.
 */
public final class SimulationHarness implements Callable<String> {

  /** What it says when the judge had nothing to object to in any seed. */
  public static final String ALL_HELD = "";

  private static final int MOST_SEEDS = 2_000;

  private final String judge;
  private final List<Trial> trials;

  /**
   * @param judge the simple name of an invariant's class or of a trial's
   */
  public SimulationHarness(String judge) {
    this.judge = judge;
    List<Trial> all = Campaign.ofAllTrials().trials();
    List<Trial> own = all.stream().filter(trial -> isJudge(trial.getClass())).toList();
    this.trials = own.isEmpty() ? all : own;
  }

  private boolean isJudge(Class<?> type) {
    return type.getSimpleName().equals(judge);
  }

  @Override
  public String call() {
    for (int seed = 1; seed <= MOST_SEEDS; seed++) {
      Trial trial = trials.get(seed % trials.size());
      try {
        trial.run(new SplittableRandom(seed), new Onlookers(Trace.off(), this::alone));
      } catch (Violation violation) {
        if (isFrom(violation)) {
          return "seed %d: %s".formatted(seed, violation.getMessage());
        }
      } catch (RuntimeException | AssertionError broken) {
        // The mutant broke in another way than the judge looks for.
        continue;
      }
    }
    return ALL_HELD;
  }

  private List<Invariant> alone(WatchedCluster cluster) {
    return Invariants.all(cluster).stream()
        .filter(invariant -> isJudge(invariant.getClass()))
        .toList();
  }

  private boolean isFrom(Violation violation) {
    return Arrays.stream(violation.getStackTrace())
        .anyMatch(frame -> frame.getClassName().endsWith("." + judge));
  }
}
