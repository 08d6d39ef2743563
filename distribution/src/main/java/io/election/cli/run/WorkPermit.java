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
 * <p>Once the work has been told to end, nothing prolongs what was certain then. Instants are
 * nanoseconds of one clock of the caller's. Safe for use by any thread.
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

  /**
   * How long a node that leads no more may take to say when its work has to be over. One that hands
   * over waits for its work for half a lease at least (rule H1); if it does not hand over, nobody
   * else leads before its lease would have ended.
   */
  private static final double WORD_WITHIN = 1 / 10.0;

  private final int nodeId;
  private final long term;
  private final double maxClockDrift;

  /** The longest that the node still had before it; what the shares are taken of. */
  private long leaseNanos;

  private @Nullable Long certainUntilNanos;
  private @Nullable String whyItEnds;

  /** How long the node's lease is certain; null while the work goes on. */
  private @Nullable Deadline ofLease;

  /** What the node has asked for; null if it has not. */
  private @Nullable Deadline ofStop;

  /** Until when that has to be heard of a node that leads no more; null of one that leads. */
  private @Nullable Deadline ofWord;

  /** What is to be done with the work. */
  enum Order {
    GO_ON,
    /** Ask it to end (SIGTERM). */
    END,
    /** End it (SIGKILL). */
    KILL
  }

  /**
   * When work that has been asked to end is ended.
   *
   * @param killNanos when it is to be killed
   * @param lastResortNanos when someone else has to kill it, because who should have has not
   */
  private record Deadline(long killNanos, long lastResortNanos) {

    Deadline orEarlier(@Nullable Deadline other) {
      return other == null
          ? this
          : new Deadline(
              earlier(killNanos, other.killNanos), earlier(lastResortNanos, other.lastResortNanos));
    }

    private static long earlier(long nanos, long other) {
      return nanos - other < 0 ? nanos : other;
    }
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
      // In another term others may lead already, whatever was certain in this one.
      kill(nowNanos, "node " + nodeId + " is in term " + status.term() + " now");
    } else if (!status.isLeader()) {
      end(nowNanos, "node " + nodeId + " leads no more");
      if (ofWord == null) {
        ofWord = new Deadline(nowNanos + share(WORD_WITHIN), nowNanos + share(WORD_WITHIN * 3 / 2));
      }
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
    long nanos = within.toNanos();
    ofStop = new Deadline(heardNanos + nanos / 2, heardNanos + nanos * 3 / 4).orEarlier(ofStop);
  }

  /** Certainty is lost for another reason. The work ends; what was certain before, stays so. */
  synchronized void end(long nowNanos, String why) {
    if (whyItEnds == null) {
      whyItEnds = why;
      ofLease =
          new Deadline(certainBut(KILL_BELOW, nowNanos), certainBut(LAST_RESORT_BELOW, nowNanos));
    }
  }

  private void kill(long nowNanos, String why) {
    end(nowNanos, why);
    ofLease = new Deadline(nowNanos, nowNanos).orEarlier(ofLease);
  }

  /** When only this share of the lease is certain any more. */
  private long certainBut(double share, long nowNanos) {
    return certainUntilNanos == null ? nowNanos : certainUntilNanos - share(share);
  }

  private long share(double part) {
    return (long) (leaseNanos * part);
  }

  /** Whether there is enough certainty to start work. */
  synchronized boolean mayStart(long nowNanos) {
    return whyItEnds == null && nanosToEnd(nowNanos) > 0;
  }

  /** What is to be done at this instant. The first order to end stays. */
  synchronized Order orderAt(long nowNanos) {
    if (whyItEnds == null && nanosToEnd(nowNanos) <= 0) {
      end(nowNanos, "nothing vouches for node " + nodeId + "'s lease any longer");
    }
    Deadline deadline = deadline();
    if (deadline == null) {
      return Order.GO_ON;
    }
    return nowNanos - deadline.killNanos() >= 0 ? Order.KILL : Order.END;
  }

  /** Null while the work goes on. A node that has said when it has to be over needs no reminder. */
  private @Nullable Deadline deadline() {
    return ofLease == null ? null : ofLease.orEarlier(ofStop == null ? ofWord : ofStop);
  }

  /** How long until the order changes, if nothing is heard meanwhile; at most an hour. */
  synchronized long nanosToNextOrder(long nowNanos) {
    Deadline deadline = deadline();
    long nanos = deadline == null ? nanosToEnd(nowNanos) : deadline.killNanos() - nowNanos;
    return Math.max(0, Math.min(nanos, Duration.ofHours(1).toNanos()));
  }

  /** How long until someone else has to kill the work, because who should have has not. */
  synchronized long nanosToLastResort(long nowNanos) {
    Deadline deadline = deadline();
    long instant =
        deadline == null ? certainBut(LAST_RESORT_BELOW, nowNanos) : deadline.lastResortNanos();
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
}
