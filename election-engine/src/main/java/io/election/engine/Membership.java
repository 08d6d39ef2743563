package io.election.engine;

import java.util.List;
import java.util.Set;

/**
 * Who votes.
 *
 * @param self this node
 * @param ids every voting member, this node among them
 */
public record Membership(int self, Set<Integer> ids) {

  /**
   * @throws IllegalArgumentException if this node is not a member
   */
  public Membership {
    ids = Set.copyOf(ids);
    if (!ids.contains(self)) {
      throw new IllegalArgumentException("node " + self + " is not among the members " + ids);
    }
  }

  /** The other members, by ascending id. */
  List<Integer> peers() {
    return ids.stream().filter(this::isPeer).sorted().toList();
  }

  boolean isPeer(int id) {
    return id != self && ids.contains(id);
  }

  /** How many members make a majority. */
  int majority() {
    return ids.size() / 2 + 1;
  }
}
