package io.election.engine;

import java.util.random.RandomGenerator;

/**
 * The randomised election timeout (Raft §5.2). A new one is drawn at every restart (rule M1), and
 * never from before the end of this node's promise (rule D7).
 */
final class ElectionTimer {

  private final long minNanos;
  private final long spreadNanos;
  private final RandomGenerator random;
  private final int priority;
  private long deadlineNanos;

  /**
   * @param priority 1 or less uses the whole spread
   */
  ElectionTimer(Timings timings, int priority, RandomGenerator random) {
    this.minNanos = timings.timeoutMinNanos();
    this.spreadNanos = timings.spreadNanos();
    this.priority = Math.max(1, priority);
    this.random = random;
  }

  /** For who knows no leader: by its own timings, and not before its promise is over. */
  void restart(long nowNanos, long promiseEndNanos) {
    draw(nowNanos, Math.max(nowNanos + minNanos, promiseEndNanos), spreadNanos);
  }

  /**
   * For who has just heard its leader, within the spread that this leader names, and for who has
   * just started. A higher priority draws from a smaller part of it, so that it is likely to be the
   * first when the leader dies. Who was not elected draws from the whole spread again, so that
   * equals of a high priority do not get in each other's way for ever (rule V3).
   */
  void restartPreferred(long nowNanos, long earliestNanos, long withinNanos) {
    draw(nowNanos, earliestNanos, withinNanos / priority);
  }

  private void draw(long nowNanos, long earliestNanos, long withinNanos) {
    long shortest = earliestNanos - nowNanos;
    deadlineNanos = nowNanos + random.nextLong(shortest, shortest + withinNanos + 1);
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
