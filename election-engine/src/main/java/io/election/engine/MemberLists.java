package io.election.engine;

import io.election.api.transport.Sender;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whom the members of this node's own list count as members. Two lists with majorities that do not
 * meet could elect two leaders, so whoever hears another list from one of its own members neither
 * stands nor leads until they agree.
 */
final class MemberLists {

  private final Membership membership;
  private final Map<Integer, Set<Integer>> others = new TreeMap<>();

  MemberLists(Membership membership) {
    this.membership = membership;
  }

  /** A member of this list was heard. */
  void heard(Sender sender) {
    if (differs(sender)) {
      others.put(sender.nodeId(), sender.members());
    } else {
      others.remove(sender.nodeId());
    }
  }

  boolean differs(Sender sender) {
    return !sender.members().equals(membership.ids());
  }

  String difference(Sender sender) {
    return difference(sender.nodeId(), sender.members());
  }

  private String difference(int member, Set<Integer> theirs) {
    return "node %d counts %s as members, node %d counts %s"
        .formatted(member, inWords(theirs), membership.self(), inWords(membership.ids()));
  }

  /** What keeps this node from standing and leading; empty if nothing does. */
  Optional<String> disagreement() {
    return others.entrySet().stream()
        .findFirst()
        .map(other -> difference(other.getKey(), other.getValue()));
  }

  private static String inWords(Set<Integer> ids) {
    return new TreeSet<>(ids).stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
