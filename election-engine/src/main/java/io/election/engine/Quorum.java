package io.election.engine;

import java.util.Set;

/**
 * Whose word is enough: a majority of the voters (Raft §5.2). Any two sets that meet it have a
 * voter in common.
 *
 * @param voters every voting member
 */
public record Quorum(Set<Integer> voters) {

  public Quorum {
    voters = Set.copyOf(voters);
  }

  /** Whether these members are enough; who is no voter counts for nothing. */
  public boolean isMet(Set<Integer> members) {
    return voters.stream().filter(members::contains).count() > voters.size() / 2;
  }
}
