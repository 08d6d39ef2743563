package io.election.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The highest term that each peer is known to have had on disk: what it has answered, and what it
 * has led in. So each can be told if it ever remembers less (rule D10), and nobody alone can raise
 * the term out of reach (rule T8).
 */
final class HeardTerms {

  /** T8: more elections than any cluster holds while one of its members is away. */
  private static final long LONGEST_JUMP = 1L << 32;

  private final Map<Integer, Long> byPeer = new HashMap<>();

  void heard(int peer, long term) {
    byPeer.merge(peer, term, Math::max);
  }

  /** 0 if the peer was not heard. */
  long of(int peer) {
    return byPeer.getOrDefault(peer, 0L);
  }

  /**
   * Whether a peer names a term that no cluster could have come to from what this node knows
   * otherwise. A node that has never seen a term believes any.
   */
  boolean isTooFar(int peer, long term, long ownTerm) {
    long known = ownTerm;
    for (Map.Entry<Integer, Long> other : byPeer.entrySet()) {
      if (other.getKey() != peer) {
        known = Math.max(known, other.getValue());
      }
    }
    return known > 0 && term - known > LONGEST_JUMP;
  }
}
