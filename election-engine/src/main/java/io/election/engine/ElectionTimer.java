package io.election.engine;

import java.util.random.RandomGenerator;

/** The randomised election timeout (Raft §5.2). A new one is drawn at every restart (rule M1). */
final class ElectionTimer {

  private final long minNanos;
  private final long maxNanos;
  private final RandomGenerator random;
  private final int priority;
  private long deadlineNanos;

  /**
   * @param priority 1 or less uses the whole range
   */
  ElectionTimer(Timings timings, int priority, RandomGenerator random) {
    this.minNanos = timings.timeoutMinNanos();
    this.maxNanos = timings.timeoutMaxNanos();
    this.priority = Math.max(1, priority);
    this.random = random;
  }

  void restart(long nowNanos) {
    deadlineNanos = nowNanos + random.nextLong(minNanos, maxNanos + 1);
  }

  /**
   * The same for who has just heard of a leader: a higher priority draws from a smaller part of the
   * range, so that it is likely to be the first when the leader dies. Who was not elected draws
   * from the whole range again, so that equals of a high priority do not get in each other's way
   * for ever (rule V3).
   */
  void restartPreferred(long nowNanos) {
    long range = (maxNanos - minNanos) / priority;
    deadlineNanos = nowNanos + random.nextLong(minNanos, minNanos + range + 1);
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
