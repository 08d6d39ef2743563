package io.election.engine;

import io.election.api.transport.VoteRequest;
import java.util.HashSet;
import java.util.Set;

/**
 * One round of asking: what is asked, and who has granted it. A vote that comes twice counts once.
 */
final class Ballot {

  private final VoteRequest request;
  private final Quorum quorum;
  private final Set<Integer> voters = new HashSet<>();
  private long nextRoundAtNanos;

  Ballot(VoteRequest request, Quorum quorum) {
    this.request = request;
    this.quorum = quorum;
  }

  VoteRequest request() {
    return request;
  }

  /** A late answer to an earlier round is no answer to this one (rule P1). */
  boolean isOf(long answeredRound) {
    return request.round() == answeredRound;
  }

  void count(int voter) {
    voters.add(voter);
  }

  boolean has(int voter) {
    return voters.contains(voter);
  }

  /** Raft §5.2: a candidate wins with votes from a majority of the members. */
  boolean isWon() {
    return quorum.isMet(voters);
  }

  /** When those who have not granted it are asked once more. */
  long nextRoundAtNanos() {
    return nextRoundAtNanos;
  }

  void askAgainAt(long nanos) {
    nextRoundAtNanos = nanos;
  }

  /** Not later than this. */
  void askAgainBy(long nanos) {
    nextRoundAtNanos = Math.min(nextRoundAtNanos, nanos);
  }
}
