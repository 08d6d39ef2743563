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

  Quorum quorum() {
    return new Quorum(ids);
  }

  /** Whether this node needs nobody's word but its own. */
  boolean isAlone() {
    return quorum().isMet(Set.of(self));
  }
}
