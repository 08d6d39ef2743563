package io.election.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How long a leader may act as one: a lease length from the moment when it sent the latest round of
 * heartbeats that a majority answered (rule L1). Sent, not answered: the followers' loyalty may
 * have begun right after the sending.
 */
final class Lease {

  private final int majority;
  private final long lengthNanos;
  private final long electedAtNanos;
  private final NavigableMap<Long, Long> sentAtByRound = new TreeMap<>();
  private final Map<Integer, Long> latestAnsweredSentAt = new HashMap<>();
  private long untilNanos = View.NO_LEASE;

  Lease(int majority, long lengthNanos, long electedAtNanos) {
    this.majority = majority;
    this.lengthNanos = lengthNanos;
    this.electedAtNanos = electedAtNanos;
  }

  void sent(long round, long nowNanos) {
    sentAtByRound.put(round, nowNanos);
    // An answer to a round that is older than a lease could extend nothing.
    sentAtByRound.values().removeIf(sentAt -> nowNanos - sentAt > lengthNanos);
    if (majority == 1) {
      untilNanos = nowNanos + lengthNanos;
    }
  }

  /** Whether an answer to this round can still be of use. */
  boolean hasSent(long round) {
    return sentAtByRound.containsKey(round);
  }

  /**
   * When a round was sent.
   *
   * @throws NullPointerException if it {@linkplain #hasSent was not}
   */
  long sentAtNanos(long round) {
    return Objects.requireNonNull(sentAtByRound.get(round));
  }

  void answered(int peer, long round) {
    Long sentAt = sentAtByRound.get(round);
    if (sentAt != null) {
      latestAnsweredSentAt.merge(peer, sentAt, Math::max);
      extend();
    }
  }

  private void extend() {
    int peersNeeded = majority - 1;
    if (latestAnsweredSentAt.size() < peersNeeded) {
      return;
    }
    List<Long> latestFirst = new ArrayList<>(latestAnsweredSentAt.values());
    latestFirst.sort(Collections.reverseOrder());
    untilNanos = Math.max(untilNanos, latestFirst.get(peersNeeded - 1) + lengthNanos);
  }

  /** A new leader has no lease until a majority has answered its first round (rule L1). */
  boolean wasEverHeld() {
    return untilNanos != View.NO_LEASE;
  }

  boolean isHeldAt(long nowNanos) {
    return nowNanos < untilNanos;
  }

  /** The end of the lease; {@link View#NO_LEASE} before the first one. */
  long untilNanos() {
    return untilNanos;
  }

  /**
   * When the leader has to step down unless a majority answers: a new leader gets one lease length
   * to be answered at all.
   */
  long deadlineNanos() {
    return wasEverHeld() ? untilNanos : electedAtNanos + lengthNanos;
  }
}
