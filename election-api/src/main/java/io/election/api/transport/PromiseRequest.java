package io.election.api.transport;

import java.time.Duration;

/**
 * What a leader asks its follower to promise, and how it goes on (rule D1). A follower needs no
 * timings of its own to know when a leader is silent.
 *
 * @param lengthNanos how long the follower is to help nobody else to lead, from when it hears this;
 *     greater than zero, at most {@link #LONGEST}
 * @param spreadNanos within which time after the end of its promise a follower stands, at a moment
 *     that it draws; greater than zero, at most {@link #LONGEST_INTERVAL}
 * @param intervalNanos after which time the leader sends its next round; greater than zero, at most
 *     {@link #LONGEST_INTERVAL}
 */
public record PromiseRequest(long lengthNanos, long spreadNanos, long intervalNanos) {

  /** The longest promise that there is, a constant of the protocol. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  /** The longest spread and the longest interval: nobody means a longer one. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public PromiseRequest {
    check("lengthNanos", lengthNanos, LONGEST.toNanos());
    check("spreadNanos", spreadNanos, LONGEST_INTERVAL.toNanos());
    check("intervalNanos", intervalNanos, LONGEST_INTERVAL.toNanos());
  }

  private static void check(String name, long value, long highest) {
    if (value < 1 || value > highest) {
      throw new IllegalArgumentException(name + " must be 1 to " + highest + ": " + value);
    }
  }
}
