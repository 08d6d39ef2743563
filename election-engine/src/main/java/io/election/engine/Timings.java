package io.election.engine;

import io.election.api.transport.PromiseRequest;
import java.time.Duration;

/**
 * The timings of an election. Members may have different ones: each promises what its leader asks
 * for, and a leader relies on nothing else (rules D1 to D5).
 *
 * @param heartbeatInterval between two rounds of heartbeats; a few times the round trip between
 *     members
 * @param timeoutMin the shortest election timeout, and how long a promise this node asks for as a
 *     leader, if that is not longer than there may be one (rule D1)
 * @param timeoutMax the longest election timeout; the wider the range, the fewer split votes
 * @param rpcTimeout the longest that one call to one peer may take
 * @param maxClockDrift the largest relative error between two nodes' clock rates that the lease
 *     allows for (rule L1)
 * @param timeoutCeiling the longest promise that this node makes, whatever a leader asks for (rule
 *     D2)
 */
public record Timings(
    Duration heartbeatInterval,
    Duration timeoutMin,
    Duration timeoutMax,
    Duration rpcTimeout,
    double maxClockDrift,
    Duration timeoutCeiling) {

  private static final Duration LONGEST = Duration.ofDays(1);

  /** The defaults: a leader that dies is replaced within about a second. */
  public static final Timings DEFAULT =
      new Timings(
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(250),
          0.05,
          PromiseRequest.LONGEST);

  /**
   * @throws IllegalArgumentException if the timings break a rule; the message states the rule with
   *     the numbers put in
   */
  public Timings {
    check(heartbeatInterval, "election.heartbeat-interval");
    check(timeoutMin, "election.timeout.min");
    check(timeoutMax, "election.timeout.max");
    check(rpcTimeout, "election.rpc-timeout");
    if (heartbeatInterval.multipliedBy(3).compareTo(timeoutMin) > 0) {
      throw broken(
          "election.heartbeat-interval x 3 <= election.timeout.min",
          milliseconds(heartbeatInterval) + " x 3 > " + milliseconds(timeoutMin));
    }
    if (timeoutMin.compareTo(timeoutMax) >= 0) {
      throw broken(
          "election.timeout.min < election.timeout.max",
          milliseconds(timeoutMin) + " >= " + milliseconds(timeoutMax));
    }
    if (rpcTimeout.compareTo(timeoutMin) >= 0) {
      throw broken(
          "election.rpc-timeout < election.timeout.min",
          milliseconds(rpcTimeout) + " >= " + milliseconds(timeoutMin));
    }
    if (!(maxClockDrift >= 0 && maxClockDrift < 0.5)) {
      throw broken("0 <= election.max-clock-drift < 0.5", String.valueOf(maxClockDrift));
    }
    check(timeoutCeiling, "election.timeout.ceiling");
    if (timeoutCeiling.compareTo(PromiseRequest.LONGEST) > 0) {
      throw broken(
          "election.timeout.ceiling <= " + milliseconds(PromiseRequest.LONGEST),
          milliseconds(timeoutCeiling) + " > " + milliseconds(PromiseRequest.LONGEST));
    }
  }

  /** Timings of a node that promises whatever it is asked for. */
  public Timings(
      Duration heartbeatInterval,
      Duration timeoutMin,
      Duration timeoutMax,
      Duration rpcTimeout,
      double maxClockDrift) {
    this(
        heartbeatInterval,
        timeoutMin,
        timeoutMax,
        rpcTimeout,
        maxClockDrift,
        PromiseRequest.LONGEST);
  }

  long heartbeatNanos() {
    return heartbeatInterval.toNanos();
  }

  long timeoutMinNanos() {
    return timeoutMin.toNanos();
  }

  long timeoutMaxNanos() {
    return timeoutMax.toNanos();
  }

  /** How long a promise this node asks for as a leader (rule D1). */
  long askedNanos() {
    return Math.min(timeoutMin.toNanos(), PromiseRequest.LONGEST.toNanos());
  }

  /** Within which time after the end of their promises its followers stand. */
  long spreadNanos() {
    return timeoutMax.toNanos() - timeoutMin.toNanos();
  }

  /** How much of what it is asked for this node promises (rule D2). */
  long promisedNanos(long asked) {
    return Math.min(asked, timeoutCeiling.toNanos());
  }

  /**
   * The length of a lease that was just renewed, if the followers promise what they are asked for:
   * shorter than that by what the clocks may disagree (rule L1).
   */
  public long leaseNanos() {
    return (long) (askedNanos() * (1 - maxClockDrift));
  }

  private static void check(Duration duration, String key) {
    if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw broken("1 ms <= " + key + " <= 1 day", milliseconds(duration));
    }
  }

  private static IllegalArgumentException broken(String rule, String numbers) {
    return new IllegalArgumentException("the timings break the rule " + rule + ": " + numbers);
  }

  private static String milliseconds(Duration duration) {
    return duration.toNanos() % 1_000_000 == 0
        ? duration.toMillis() + " ms"
        : duration.toNanos() / 1e6 + " ms";
  }
}
