package io.election.api.store;

import io.election.api.transport.PromiseRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node must not forget, as one value that is replaced as a whole (rule T1): the latest term
 * it has seen and whom it voted for in it (Raft Fig. 2, "persistent state on all servers"), how
 * often it was started, the longest promise that it may have made, and whom it counts as members.
 * Its methods allow only the moves that the rules allow.
 *
 * @param directory a random number that tells this data directory from all others (rule D11)
 * @param starts how often a node was started on it, at least 1
 * @param members the ids of those that it counts as members, from its first start on
 * @param term the latest term seen, from 0 to {@link Long#MAX_VALUE} − 1 (rule T7)
 * @param vote who got this node's vote in {@code term}; null if nobody did
 * @param promiseCapMillis the longest promise that it made or asked for, in milliseconds, from 0 to
 *     {@link PromiseRequest#LONGEST} (rule D3)
 */
public record PersistentState(
    long directory,
    long starts,
    Set<Integer> members,
    long term,
    @Nullable Vote vote,
    long promiseCapMillis) {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public PersistentState {
    members = Set.copyOf(members);
    if (starts < 1) {
      throw new IllegalArgumentException("starts must be at least 1: " + starts);
    }
    if (members.isEmpty() || members.stream().anyMatch(id -> id < 1)) {
      throw new IllegalArgumentException("members must be node ids from 1: " + members);
    }
    if (term < 0) {
      throw new IllegalArgumentException("term must not be negative: " + term);
    }
    if (term == Long.MAX_VALUE) {
      throw new IllegalArgumentException("term must be less than " + Long.MAX_VALUE);
    }
    if (promiseCapMillis < 0 || promiseCapMillis > PromiseRequest.LONGEST.toMillis()) {
      throw new IllegalArgumentException(
          "promiseCapMillis must be 0 to "
              + PromiseRequest.LONGEST.toMillis()
              + ": "
              + promiseCapMillis);
    }
  }

  /**
   * The record of a node that starts for the first time.
   *
   * @param directory a random number for its data directory
   * @param members whom it counts as members
   */
  public static PersistentState firstStart(long directory, Set<Integer> members) {
    return new PersistentState(directory, 1, members, 0, null, 0);
  }

  /** Whether its starts can't be counted any further, since somebody told it so high a number. */
  public boolean wasLastStart() {
    return starts == Long.MAX_VALUE;
  }

  /**
   * The same node once more started; to be synced before it says a word (rule D11).
   *
   * @throws IllegalStateException if that {@linkplain #wasLastStart cannot be counted}: two
   *     processes would go by one number
   */
  public PersistentState nextStart() {
    if (wasLastStart()) {
      throw new IllegalStateException("no start can be counted after " + starts);
    }
    return startedAtLeast(starts + 1);
  }

  /** The same node when it has learned that its directory, or a copy, was started so often. */
  public PersistentState startedAtLeast(long known) {
    return new PersistentState(
        directory, Math.max(starts, known), members, term, vote, promiseCapMillis);
  }

  /** The member that got the vote of this term; null if none did. */
  public @Nullable Integer votedFor() {
    return vote == null ? null : vote.nodeId();
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
    return new PersistentState(directory, starts, members, newTerm, null, promiseCapMillis);
  }

  /**
   * Gives the one vote of this term.
   *
   * @throws IllegalStateException if it has gone to another already (rule T3)
   */
  public PersistentState voteFor(Vote candidate) {
    if (vote != null && !vote.equals(candidate)) {
      throw new IllegalStateException(
          "the vote of term %d went to node %d, not %d"
              .formatted(term, vote.nodeId(), candidate.nodeId()));
    }
    return new PersistentState(directory, starts, members, term, candidate, promiseCapMillis);
  }

  /** The same with another longest promise; whether it may be lowered is rule D8. */
  public PersistentState withPromiseCap(long millis) {
    return new PersistentState(directory, starts, members, term, vote, millis);
  }

  /** Whether nothing about term and vote is different, so that what rests on them may be told. */
  public boolean hasVoteOf(PersistentState other) {
    return term == other.term && vote != null && vote.equals(other.vote);
  }
}
