package io.election.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long a leader may act as one: a lease length from the moment when it sent the latest round of
 * heartbeats that a majority answered (rule L1). Sent, not answered: the followers' loyalty may
 * have begun right after the sending.
 */
final class Lease {

  private final int self;
  private final Quorum quorum;
  private final long lengthNanos;
  private final long electedAtNanos;
  private final NavigableMap<Long, Long> sentAtByRound = new TreeMap<>();
  private final Map<Integer, Long> latestAnsweredSentAt = new HashMap<>();
  private long untilNanos = View.NO_LEASE;

  Lease(Membership membership, long lengthNanos, long electedAtNanos) {
    this.self = membership.self();
    this.quorum = membership.quorum();
    this.lengthNanos = lengthNanos;
    this.electedAtNanos = electedAtNanos;
  }

  void sent(long round, long nowNanos) {
    sentAtByRound.put(round, nowNanos);
    // An answer to a round that is older than a lease could extend nothing.
    sentAtByRound.values().removeIf(sentAt -> nowNanos - sentAt > lengthNanos);
    if (quorum.isMet(Set.of(self))) {
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

  /** The latest sending that a majority has answered, this node among them. */
  private void extend() {
    Set<Integer> answered = new HashSet<>();
    answered.add(self);
    List<Map.Entry<Integer, Long>> latestFirst = new ArrayList<>(latestAnsweredSentAt.entrySet());
    latestFirst.sort(Map.Entry.<Integer, Long>comparingByValue().reversed());
    for (Map.Entry<Integer, Long> answer : latestFirst) {
      answered.add(answer.getKey());
      if (quorum.isMet(answered)) {
        untilNanos = Math.max(untilNanos, answer.getValue() + lengthNanos);
        return;
      }
    }
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
