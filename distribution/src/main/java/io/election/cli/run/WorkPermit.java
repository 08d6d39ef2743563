package io.election.cli.run;

import io.election.cli.NodeStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the work of one leadership may go on, as far as what the node said vouches for it.
 *
 * <p>An answer vouches from the moment its question was <em>sent</em>: the node cannot have read
 * its lease earlier, so what is late only makes the permit shorter. The two clocks may differ in
 * rate, so a share of it is left out (rule L1). Nothing that fails to arrive ever prolongs it: a
 * frozen node, a cut network and a dead node all look the same, and end it in time.
 *
 * <p>Once the work has been told to end, nothing prolongs its permit again; it can only be cut
 * shorter. Instants are nanoseconds of one clock of the caller's. Safe for use by any thread.
 */
final class WorkPermit {

  /**
   * Shares of the whole lease. With heartbeats at a fifth of {@code timeout.min}, as by default,
   * what is certain swings between some three quarters of the lease and all of it; so one round of
   * heartbeats may fail without ending the work, and two fifths of the lease are left to end it.
   */
  private static final double END_BELOW = 2 / 5.0;

  private static final double KILL_BELOW = 1 / 5.0;
  private static final double LAST_RESORT_BELOW = 1 / 10.0;

  private final int nodeId;
  private final long term;
  private final double maxClockDrift;

  /** The longest that the node still had before it; what the shares are taken of. */
  private long leaseNanos;

  private @Nullable Long certainUntilNanos;
  private @Nullable String whyItEnds;
  private long killNanos;
  private long lastResortNanos;

  /** What is to be done with the work. */
  enum Order {
    GO_ON,
    /** Ask it to end (SIGTERM). */
    END,
    /** End it (SIGKILL). */
    KILL
  }

  /**
   * A permit that does not hold until the node has answered.
   *
   * @param maxClockDrift the largest relative error between this clock's rate and the node's
   */
  WorkPermit(int nodeId, long term, double maxClockDrift) {
    this.nodeId = nodeId;
    this.term = term;
    this.maxClockDrift = maxClockDrift;
  }

  /**
   * The node said this of itself.
   *
   * @param askedNanos when it was asked
   * @param nowNanos when the answer had come
   */
  synchronized void answered(NodeStatus status, long askedNanos, long nowNanos) {
    if (status.nodeId() != nodeId) {
      kill(nowNanos, "node " + status.nodeId() + " answers instead of node " + nodeId);
    } else if (status.term() != term) {
      kill(nowNanos, "node " + nodeId + " is in term " + status.term() + " now");
    } else if (!status.isLeader()) {
      // Others may lead already: what it said before it gave its lease up vouches for nothing.
      kill(nowNanos, "node " + nodeId + " leads no more");
    } else if (whyItEnds == null) {
      long remaining = Duration.ofMillis(status.leaseRemainingMs()).toNanos();
      leaseNanos = Math.max(leaseNanos, remaining);
      // The latest word counts, also where it vouches for less than the one before.
      certainUntilNanos = askedNanos + (long) (remaining * (1 - maxClockDrift));
    }
  }

  /**
   * The node asked that the work be stopped within a time. Half of it is the work's own.
   *
   * @param heardNanos when that was heard
   */
  synchronized void stopWithin(Duration within, long heardNanos) {
    end(heardNanos, "node " + nodeId + " asks to stop the work");
    killNanos = earlier(killNanos, heardNanos + within.toNanos() / 2);
    lastResortNanos = earlier(lastResortNanos, heardNanos + within.toNanos() * 3 / 4);
  }

  /** Certainty is lost for another reason. The work ends; what was certain before, stays so. */
  synchronized void end(long nowNanos, String why) {
    if (whyItEnds == null) {
      whyItEnds = why;
      killNanos = certainBut(KILL_BELOW, nowNanos);
      lastResortNanos = certainBut(LAST_RESORT_BELOW, nowNanos);
    }
  }

  /** When only this share of the lease is certain any more. */
  private long certainBut(double share, long nowNanos) {
    return certainUntilNanos == null ? nowNanos : certainUntilNanos - (long) (leaseNanos * share);
  }

  private void kill(long nowNanos, String why) {
    end(nowNanos, why);
    killNanos = earlier(killNanos, nowNanos);
    lastResortNanos = earlier(lastResortNanos, nowNanos);
  }

  /** Whether there is enough certainty to start work. */
  synchronized boolean mayStart(long nowNanos) {
    return certainUntilNanos != null && orderAt(nowNanos) == Order.GO_ON;
  }

  /** What is to be done at this instant. The first order to end stays. */
  synchronized Order orderAt(long nowNanos) {
    if (whyItEnds == null && certainUntilNanos != null && nanosToEnd(nowNanos) <= 0) {
      end(nowNanos, "nothing vouches for node " + nodeId + "'s lease any longer");
    }
    if (whyItEnds == null) {
      return Order.GO_ON;
    }
    return nowNanos - killNanos >= 0 ? Order.KILL : Order.END;
  }

  /** How long until the order changes, if nothing is heard meanwhile; at most an hour. */
  synchronized long nanosToNextOrder(long nowNanos) {
    long nanos = whyItEnds == null ? nanosToEnd(nowNanos) : killNanos - nowNanos;
    return Math.max(0, Math.min(nanos, Duration.ofHours(1).toNanos()));
  }

  /** How long until someone else has to kill the work, because who should have has not. */
  synchronized long nanosToLastResort(long nowNanos) {
    long instant = whyItEnds == null ? certainBut(LAST_RESORT_BELOW, nowNanos) : lastResortNanos;
    return Math.max(0, instant - nowNanos);
  }

  private long nanosToEnd(long nowNanos) {
    return certainBut(END_BELOW, nowNanos) - nowNanos;
  }

  /** Why the work ends, for people; empty while it goes on. */
  synchronized Optional<String> whyItEnds() {
    return Optional.ofNullable(whyItEnds);
  }

  /** The whole lease as far as it was seen, in nanoseconds; 0 before the first answer. */
  synchronized long leaseNanos() {
    return leaseNanos;
  }

  private static long earlier(long nanos, long other) {
    return nanos - other < 0 ? nanos : other;
  }
}
