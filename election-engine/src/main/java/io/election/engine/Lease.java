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
import org.jspecify.annotations.Nullable;

/**
 * How long a leader may act as one: as long as a majority has promised to help nobody else (rule
 * D5). A follower's promise counts from the moment when the heartbeat was sent that it answers, not
 * from its answer: it may have begun right after the sending. It counts for less than its length,
 * by what the clocks may disagree.
 */
final class Lease {

  private final int self;
  private final Quorum quorum;
  private final long askedNanos;
  private final double shareOfAPromise;
  private final long electedAtNanos;
  private final NavigableMap<Long, Long> sentAtByRound = new TreeMap<>();
  private final Map<Integer, Long> promisedNanos = new HashMap<>();
  private final Map<Integer, Long> endNanos = new HashMap<>();
  private long untilNanos = View.NO_LEASE;

  /**
   * @param askedNanos how long a promise this leader asks for (rule D1)
   */
  Lease(Membership membership, Timings timings, long askedNanos, long electedAtNanos) {
    this.self = membership.self();
    this.quorum = membership.quorum();
    this.askedNanos = askedNanos;
    this.shareOfAPromise = 1 - timings.maxClockDrift();
    this.electedAtNanos = electedAtNanos;
  }

  void sent(long round, long nowNanos) {
    sentAtByRound.put(round, nowNanos);
    // An answer to a round that is older than a promise could extend nothing.
    sentAtByRound.values().removeIf(sentAt -> nowNanos - sentAt > askedNanos);
    if (quorum.isMet(Set.of(self))) {
      untilNanos = nowNanos + worth(askedNanos);
    }
  }

  /** What a promise is worth on this node's clock. */
  private long worth(long lengthNanos) {
    return (long) (lengthNanos * shareOfAPromise);
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

  /**
   * A follower has promised this much; what it promised beyond what it was asked does not count
   * (rule D4).
   *
   * @throws NullPointerException if the round {@linkplain #hasSent was not sent}
   */
  void promised(int follower, long round, long lengthNanos) {
    long counted = Math.min(lengthNanos, askedNanos);
    promisedNanos.put(follower, counted);
    endNanos.merge(follower, sentAtNanos(round) + worth(counted), Math::max);
    Long end = reachedByAMajority(endNanos);
    if (end != null) {
      untilNanos = end;
    }
  }

  /**
   * The highest value that a majority reaches, this node being worth more than any; null if too few
   * have one.
   */
  private @Nullable Long reachedByAMajority(Map<Integer, Long> values) {
    Set<Integer> members = new HashSet<>();
    members.add(self);
    List<Map.Entry<Integer, Long>> highestFirst = new ArrayList<>(values.entrySet());
    highestFirst.sort(Map.Entry.<Integer, Long>comparingByValue().reversed());
    for (Map.Entry<Integer, Long> each : highestFirst) {
      members.add(each.getKey());
      if (quorum.isMet(members)) {
        return each.getValue();
      }
    }
    return null;
  }

  /**
   * How often heartbeats must be sent to be three times as quick as the promises of a majority, or
   * as what is asked for while there is none (rule D2).
   */
  long longestIntervalNanos() {
    Long promised = reachedByAMajority(promisedNanos);
    return Math.max(1, (promised == null ? askedNanos : promised) / 3);
  }

  /** Whether this follower's promise still runs: it can be relied on to be there. */
  boolean isPromisedBy(int follower, long nowNanos) {
    Long end = endNanos.get(follower);
    return end != null && nowNanos < end;
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
   * When the leader has to step down unless a majority answers: a new leader gets the time of one
   * promise to be answered at all.
   */
  long deadlineNanos() {
    return wasEverHeld() ? untilNanos : electedAtNanos + worth(askedNanos);
  }
}
