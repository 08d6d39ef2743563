package io.election.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * The highest term that each peer is known to have had on disk: what it has answered, and what it
 * has led in. So each can be told if it ever remembers less (rule T6).
 */
final class RecordTerms {

  private final Map<Integer, Long> byPeer = new HashMap<>();

  void heard(int peer, long term) {
    byPeer.merge(peer, term, Math::max);
  }

  /** 0 if the peer was not heard. */
  long of(int peer) {
    return byPeer.getOrDefault(peer, 0L);
  }
}
