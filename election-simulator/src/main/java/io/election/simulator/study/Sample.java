package io.election.simulator.study;

import java.util.Collection;
import java.util.function.ToLongFunction;

/** Durations that were measured, sorted. */
public final class Sample {

  private final long[] sortedNanos;

  private Sample(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  /**
   * One duration of each.
   *
   * @param durationNanos not negative
   * @throws IllegalArgumentException if there is none
   */
  public static <T> Sample of(Collection<T> trials, ToLongFunction<T> durationNanos) {
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Sample(trials.stream().mapToLong(durationNanos).sorted().toArray());
  }

  /** How many there are. */
  public int size() {
    return sortedNanos.length;
  }

  /**
   * The smallest duration that this share of all does not exceed, in milliseconds.
   *
   * @param share between 0 and 1
   */
  public double quantileMillis(double share) {
    int rank = (int) Math.ceil(share * sortedNanos.length);
    return sortedNanos[Math.max(0, rank - 1)] / 1e6;
  }

  /** Half of all took no longer, in milliseconds. */
  public double medianMillis() {
    return quantileMillis(0.5);
  }

  /** The longest, in milliseconds. */
  public double worstMillis() {
    return quantileMillis(1);
  }

  /** The mean, in milliseconds. */
  public double meanMillis() {
    double sum = 0;
    for (long nanos : sortedNanos) {
      sum += nanos;
    }
    return sum / sortedNanos.length / 1e6;
  }
}
