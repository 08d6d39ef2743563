package io.election.engine;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which peers know this very process, and which listen to another one that goes by its id on
 * another data directory (rule D11).
 */
final class Acquaintances {

  private final Set<Integer> strangers;
  private final Map<Integer, Refused> refusing = new TreeMap<>();

  /** What a peer has said, and until when that counts if it says nothing else. */
  private record Refused(String detail, long untilNanos) {}

  /**
   * @param peers none of them has heard this process yet
   */
  Acquaintances(Collection<Integer> peers) {
    strangers = new TreeSet<>(peers);
  }

  /** The peer has answered this process, or names it as the one that it knows. */
  void know(int peer) {
    strangers.remove(peer);
    refusing.remove(peer);
  }

  /** The peer listens to another process. It may be gone soon, and that one, too. */
  void refuse(int peer, String detail, long untilNanos) {
    refusing.put(peer, new Refused(detail, untilNanos));
  }

  /** Those that have not answered yet. */
  Set<Integer> strangers() {
    return strangers;
  }

  /** Those that listen to another process. */
  Set<Integer> refusing(long nowNanos) {
    return refusing.entrySet().stream()
        .filter(each -> nowNanos < each.getValue().untilNanos())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What one of those says about it; empty if there is none. */
  Optional<String> refusal(long nowNanos) {
    return refusing.values().stream()
        .filter(refused -> nowNanos < refused.untilNanos())
        .map(Refused::detail)
        .findFirst();
  }
}
