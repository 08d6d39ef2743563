package io.election.simulator;

import io.election.engine.Timings;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What kind of cluster is simulated.
 *
 * @param size how many nodes
 * @param timings of its elections
 * @param usualDelayNanos how long a message usually takes from node to node, by their ids; row and
 *     column 0 are not used
 * @param usualWriteNanos how long a write to a disk usually takes
 * @param longestWakeUpDelayNanos how coarse timers are
 */
public record Setting(
    int size,
    Timings timings,
    long[][] usualDelayNanos,
    long usualWriteNanos,
    long longestWakeUpDelayNanos) {

  private static final int[] SIZES = {1, 3, 3, 3, 5, 5, 7};
  private static final double[] DRIFTS = {0, 0.01, 0.05, 0.05, 0.2, 0.45};

  /** A cluster whose messages take equally long between all nodes. */
  public static Setting uniform(
      int size, Timings timings, Duration usualDelay, Duration usualWrite) {
    return new Setting(size, timings, matrix(size, usualDelay.toNanos()), usualWrite.toNanos(), 0);
  }

  /**
   * Any cluster whose timings fit its network and its disks: a round of heartbeats is answered well
   * before the lease ends, and a write takes no longer than a tenth of the shortest election
   * timeout.
   */
  public static Setting drawn(RandomGenerator random) {
    long timeoutMin = logUniform(random, 50_000_000L, 20_000_000_000L);
    long timeoutMax = (long) (timeoutMin * random.nextDouble(1.2, 3));
    long heartbeat = timeoutMin / random.nextLong(3, 8);
    Timings timings =
        new Timings(
            Duration.ofNanos(heartbeat),
            Duration.ofNanos(timeoutMin),
            Duration.ofNanos(timeoutMax),
            Duration.ofNanos(timeoutMin / 2),
            DRIFTS[random.nextInt(DRIFTS.length)]);
    double drift = timings.maxClockDrift();
    // By the fastest clock, for which the time until its lease ends is shortest.
    long spare = (long) ((timeoutMin * (1 - drift) - heartbeat) * (1 - drift));
    return new Setting(
        SIZES[random.nextInt(SIZES.length)],
        timings,
        matrix(7, logUniform(random, timeoutMin / 2000, spare / 6)),
        logUniform(random, timeoutMin / 2000, timeoutMin / 10),
        random.nextBoolean() ? 0 : 1 + spare / 6);
  }

  /** The same with another number of nodes. */
  public Setting ofSize(int newSize) {
    return new Setting(newSize, timings, usualDelayNanos, usualWriteNanos, longestWakeUpDelayNanos);
  }

  private static long logUniform(RandomGenerator random, long from, long to) {
    return (long) (from * Math.pow((double) to / from, random.nextDouble()));
  }

  private static long[][] matrix(int size, long nanos) {
    long[][] matrix = new long[size + 1][size + 1];
    for (long[] row : matrix) {
      Arrays.fill(row, nanos);
    }
    return matrix;
  }

  /** The longest election timeout, the measure of most durations. */
  public long timeoutMaxNanos() {
    return timings.timeoutMax().toNanos();
  }

  /** The shortest election timeout. */
  public long timeoutMinNanos() {
    return timings.timeoutMin().toNanos();
  }
}
