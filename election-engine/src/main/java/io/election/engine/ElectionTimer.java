package io.election.engine;

import java.util.random.RandomGenerator;

/** The randomised election timeout (Raft §5.2). A new one is drawn at every restart (rule M1). */
final class ElectionTimer {

  private final long minNanos;
  private final long maxNanos;
  private final RandomGenerator random;
  private long deadlineNanos;

  ElectionTimer(Timings timings, RandomGenerator random) {
    this.minNanos = timings.timeoutMinNanos();
    this.maxNanos = timings.timeoutMaxNanos();
    this.random = random;
  }

  void restart(long nowNanos) {
    deadlineNanos = nowNanos + random.nextLong(minNanos, maxNanos + 1);
  }

  void expireAt(long nanos) {
    deadlineNanos = nanos;
  }

  boolean hasExpired(long nowNanos) {
    return nowNanos >= deadlineNanos;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }
}
