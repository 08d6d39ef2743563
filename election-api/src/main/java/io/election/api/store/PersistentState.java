package io.election.api.store;

import org.jspecify.annotations.Nullable;

/**
 * What a node must not forget: the latest term it has seen and whom it voted for in it (Raft Fig.
 * 2, "persistent state on all servers"). Term and vote are one value, replaced as a whole (rule
 * T1). Its methods allow only the moves that Raft allows.
 *
 * @param term the latest term seen, from 0 to {@link Long#MAX_VALUE} − 1 (rule T7)
 * @param votedFor the member that got this node's vote in {@code term}; null if none did
 */
public record PersistentState(long term, @Nullable Integer votedFor) {

  /** A node that has never seen a term. */
  public static final PersistentState INITIAL = new PersistentState(0, null);

  /**
   * @throws IllegalArgumentException if the term is out of bounds or the vote is not a node id
   */
  public PersistentState {
    if (term < 0) {
      throw new IllegalArgumentException("term must not be negative: " + term);
    }
    if (term == Long.MAX_VALUE) {
      throw new IllegalArgumentException("term must be less than " + Long.MAX_VALUE);
    }
    if (votedFor != null && votedFor < 1) {
      throw new IllegalArgumentException("votedFor must be a node id from 1: " + votedFor);
    }
  }

  /**
   * Moves to a later term, in which no vote has been given yet.
   *
   * @throws IllegalStateException if {@code newTerm} is not higher than the present term: going
   *     back, or clearing the vote inside a term, would allow two votes in one (rule T3)
   */
  public PersistentState advanceTo(long newTerm) {
    if (newTerm <= term) {
      throw new IllegalStateException("cannot move from term " + term + " to " + newTerm);
    }
    return new PersistentState(newTerm, null);
  }

  /**
   * Gives the one vote of this term.
   *
   * @throws IllegalStateException if it has gone to another member already (rule T3)
   */
  public PersistentState voteFor(int candidateId) {
    if (votedFor != null && votedFor != candidateId) {
      throw new IllegalStateException(
          "the vote of term " + term + " went to node " + votedFor + ", not " + candidateId);
    }
    return new PersistentState(term, candidateId);
  }
}
