package io.election.transport.rest.server;

import io.election.api.ElectionStatus;
import java.time.Duration;

/**
 * How long work that was begun in one leadership may go on after it was told to stop: as long as
 * the lease that was seen last, for no other node leads before that has run out. A hand-over is the
 * exception, and it waits for the work, though not for longer than half the longest election
 * timeout; half a lease is always less than that.
 */
final class WorkTime {

  private static final int LOOKS_A_LEASE = 4;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  private final long term;
  private Duration longestLease = Duration.ZERO;
  private Duration leaseEnd = Duration.ZERO;

  /**
   * @param term the term of the leadership
   */
  WorkTime(long term) {
    this.term = term;
  }

  /** Takes in how long the lease lasts now, by the clock of the election. */
  void observe(ElectionStatus status) {
    if (holdsLease(status)) {
      Duration lease = status.leaseRemaining();
      leaseEnd = status.uptime().plus(lease);
      longestLease = longer(lease, longestLease);
    }
  }

  private boolean holdsLease(ElectionStatus status) {
    return status.isLeader() && status.term() == term;
  }

  /** By then the lease should have been renewed, and is to be looked at again. */
  Duration untilNextLook() {
    return longer(longestLease.dividedBy(LOOKS_A_LEASE), SHORTEST_PAUSE);
  }

  /** How long the work may go on if it is told to stop now; zero if it is too late already. */
  Duration left(ElectionStatus status) {
    observe(status);
    Duration untilLeaseEnd = longer(leaseEnd.minus(status.uptime()), Duration.ZERO);
    return holdsLease(status) ? untilLeaseEnd : shorter(untilLeaseEnd, longestLease.dividedBy(2));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
