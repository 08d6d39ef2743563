package io.election.simulator.transcript;

import io.election.engine.Timings;
import java.util.random.RandomGenerator;

/**
 * What is random in a node: its election timeouts are always the one that the script names. A node
 * that is preferred as a leader draws from a smaller range; in that it is the one that is as far
 * from the shortest.
 */
final class ScriptedTimeout implements RandomGenerator {

  private final long shortestNanos;
  private final long longestNanos;
  private long nanos;

  ScriptedTimeout(Timings timings, long nanos) {
    this.shortestNanos = timings.timeoutMin().toNanos();
    this.longestNanos = timings.timeoutMax().toNanos();
    this.nanos = nanos;
  }

  /** Every timeout drawn from here on. */
  void drawFromNowOn(long newNanos) {
    nanos = newNanos;
  }

  @Override
  public long nextLong(long origin, long bound) {
    if (nanos < shortestNanos || nanos > longestNanos) {
      throw new IllegalArgumentException(
          "a timeout of %d ns is not between %d and %d ns"
              .formatted(nanos, shortestNanos, longestNanos));
    }
    double part = (double) (nanos - shortestNanos) / (longestNanos - shortestNanos);
    return origin + Math.round(part * (bound - 1 - origin));
  }

  /** What a leader seals; its term makes it another one each time. */
  @Override
  public long nextLong() {
    return 0;
  }
}
