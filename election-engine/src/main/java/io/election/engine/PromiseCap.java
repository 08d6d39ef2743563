package io.election.engine;

import io.election.api.transport.PromiseRequest;

/**
 * When the longest promise on record may become a shorter one (rule D8): once nothing longer was
 * promised or asked for during a whole minute.
 */
final class PromiseCap {

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private long sinceNanos;
  private long longestNanos;

  PromiseCap(long nowNanos) {
    sinceNanos = nowNanos;
  }

  /** A promise of this length was made, or asked for. */
  void needs(long lengthNanos) {
    longestNanos = Math.max(longestNanos, lengthNanos);
  }

  /**
   * The longest promise of the minute that has passed; 0 if no minute has passed, or none was made.
   * A new minute begins.
   */
  long longestOfAMinute(long nowNanos) {
    if (nowNanos - sinceNanos < MINUTE_NANOS) {
      return 0;
    }
    long longest = longestNanos;
    sinceNanos = nowNanos;
    longestNanos = 0;
    return longest;
  }

  /** The cap for promises of this length, in milliseconds: the next power of two, within bounds. */
  static long millisFor(long lengthNanos) {
    long millis = (lengthNanos + 999_999) / 1_000_000;
    long power = Long.highestOneBit(Math.max(1, 2 * millis - 1));
    return Math.min(power, PromiseRequest.LONGEST.toMillis());
  }
}
