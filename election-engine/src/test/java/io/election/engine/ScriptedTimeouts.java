package io.election.engine;

import java.util.random.RandomGenerator;

/** Election timeouts that a test can foresee: 600 ms, 610 ms, 620 ms, and so on. */
final class ScriptedTimeouts implements RandomGenerator {

  private long next = Node.nanos(600);

  @Override
  public long nextLong(long origin, long bound) {
    long drawn = next;
    next += Node.nanos(10);
    return drawn;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("an election timeout has bounds");
  }
}
