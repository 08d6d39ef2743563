package io.election.simulator.study;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Runs the trials of a study on several threads. Results come in the order of their seeds, so the
 * number of threads changes nothing.
 *
 * @param threads how many
 * @param progress hears how far each batch has come
 */
public record Workforce(int threads, Progress progress) {

  /** Hears how far a study has come. */
  @FunctionalInterface
  public interface Progress {

    /**
     * A part is done.
     *
     * @param work what is being done, in a few words for people
     * @param done how many parts of it are
     * @param parts how many it has
     */
    void report(String work, int done, int parts);
  }

  /** So many threads, and nobody who listens. */
  public static Workforce silent(int threads) {
    return new Workforce(threads, (work, done, parts) -> {});
  }

  /** Runs so many trials with consecutive seeds. */
  <T> List<T> run(String work, long firstSeed, int trials, LongFunction<T> trial) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> parts = new ArrayList<>();
      for (long seed = firstSeed; seed < firstSeed + trials; seed++) {
        long own = seed;
        parts.add(executor.submit(() -> trial.apply(own)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> part : parts) {
        results.add(part.get());
        progress.report(work, results.size(), trials);
      }
      return results;
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      executor.shutdownNow();
    }
  }
}
