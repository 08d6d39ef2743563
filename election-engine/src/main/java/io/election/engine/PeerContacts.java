package io.election.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** When each peer was last heard, asking or answering. For people to look at; decides nothing. */
final class PeerContacts {

  private final Map<Integer, Long> heardAtNanos = new HashMap<>();

  void heard(int peer, long nowNanos) {
    heardAtNanos.put(peer, nowNanos);
  }

  Set<Integer> heardSince(long nanos) {
    return heardAtNanos.entrySet().stream()
        .filter(contact -> contact.getValue() >= nanos)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  Map<Integer, Long> all() {
    return Map.copyOf(heardAtNanos);
  }
}
