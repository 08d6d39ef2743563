package io.election.engine;

import java.util.random.RandomGenerator;

/** Random numbers that a test can foresee. Election timeouts: 600 ms, 610 ms, 620 ms, and so on. */
final class ScriptedTimeouts implements RandomGenerator {

  private long next = Node.nanos(600);

  @Override
  public long nextLong(long origin, long bound) {
    long drawn = next;
    next += Node.nanos(10);
    return drawn;
  }

  /** What a leader seals. */
  @Override
  public long nextLong() {
    return Peer.TRANSFER_NUMBER;
  }
}
