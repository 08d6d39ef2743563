package io.election.simulator.transcript;

import java.util.random.RandomGenerator;

/** What is random in a node: its election timeouts are always the one that the script names. */
final class ScriptedTimeout implements RandomGenerator {

  private long nanos;

  ScriptedTimeout(long nanos) {
    this.nanos = nanos;
  }

  /** Every timeout drawn from here on. */
  void drawFromNowOn(long newNanos) {
    nanos = newNanos;
  }

  @Override
  public long nextLong(long origin, long bound) {
    if (nanos < origin || nanos >= bound) {
      throw new IllegalArgumentException(
          "a timeout of %d ns is not between %d and %d ns".formatted(nanos, origin, bound));
    }
    return nanos;
  }

  /** What a leader seals; its term makes it another one each time. */
  @Override
  public long nextLong() {
    return 0;
  }
}
