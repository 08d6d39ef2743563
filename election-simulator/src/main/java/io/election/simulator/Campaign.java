package io.election.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Runs trials, seed after seed. Which trial a seed runs and what happens in it depends on the seed
 * alone, not on the number of threads.
 */
public final class Campaign {

  private static final int LINES_OF_A_FAILURE = 200;
  private static final int SEEDS_BETWEEN_REPORTS = 1000;

  private final List<Trial> trials;

  /**
   * @param trials taken by turns
   */
  public Campaign(List<Trial> trials) {
    this.trials = List.copyOf(trials);
  }

  /**
   * The trials of this project. Those that wait for one thing hold few elections and come seldom;
   * of the others none holds most of the elections.
   */
  public static Campaign ofAllTrials() {
    return new Campaign(
        Stream.of(
                Collections.nCopies(10, new ChaosTrial()),
                Collections.nCopies(5, new HandOverTrial()),
                Collections.nCopies(3, new LateVotesTrial()),
                Collections.nCopies(3, new RestartingVotersTrial()),
                Collections.nCopies(2, new QuestionsTrial()),
                Collections.nCopies(3, new OwnTimingsTrial()),
                List.of(
                    new SickDiskTrial(),
                    new IsolatedMinorityTrial(),
                    new DisturbedNodeTrial(),
                    new PartialNetworkTrial(),
                    new RollingRestartTrial(),
                    new RollingRetimeTrial(),
                    new ForgetfulNodesTrial(),
                    new ForgetfulVotersTrial(),
                    new LongerPromiseTrial(),
                    new TwinTrial(),
                    new PartedTwinsTrial()))
            .<Trial>flatMap(List::stream)
            .toList());
  }

  List<Trial> trials() {
    return trials;
  }

  /**
   * Runs one seed.
   *
   * @throws SeedFailure if something did not hold; it says how to replay it and what happened last
   */
  public Totals run(long seed) {
    Trial trial = trialOf(seed);
    try {
      return Totals.of(trial, trial.run(new SplittableRandom(seed), Onlookers.judging()));
    } catch (AssertionError | RuntimeException failure) {
      throw new SeedFailure(seed, failure, replay(seed, LINES_OF_A_FAILURE));
    }
  }

  /**
   * The last things that happen when this seed runs.
   *
   * @param mostLines how many of them
   */
  public List<String> replay(long seed, int mostLines) {
    Trace trace = new Trace(mostLines);
    try {
      trialOf(seed).run(new SplittableRandom(seed), Onlookers.recording(trace));
    } catch (AssertionError | RuntimeException failure) {
      trace.note(failure.getMessage());
    }
    return trace.lines();
  }

  private Trial trialOf(long seed) {
    return trials.get((int) Math.floorMod(seed, (long) trials.size()));
  }

  /**
   * Runs these seeds on so many threads.
   *
   * @param progress hears now and then what has been done
   * @throws SeedFailure for the first seed found in which something did not hold
   */
  public Totals run(long firstSeed, long seeds, int threads, Consumer<Totals> progress) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Totals>> parts = new ArrayList<>();
      for (long from = 0; from < seeds; from += SEEDS_BETWEEN_REPORTS) {
        long first = firstSeed + from;
        long last = firstSeed + Math.min(seeds, from + SEEDS_BETWEEN_REPORTS);
        parts.add(
            executor.submit(
                () ->
                    LongStream.range(first, last)
                        .mapToObj(this::run)
                        .reduce(Totals.NONE, Totals::plus)));
      }
      Totals totals = Totals.NONE;
      for (Future<Totals> part : parts) {
        totals = totals.plus(part.get());
        progress.accept(totals);
      }
      return totals;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SeedFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      executor.shutdownNow();
    }
  }
}
