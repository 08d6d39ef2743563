package io.election.api.transport;

/**
 * The answer to a {@link VoteRequest}.
 *
 * @param sender the voter
 * @param term the voter's term on disk, from 0 to {@link Long#MAX_VALUE} − 1; a candidate that is
 *     behind it catches up
 * @param granted whether the candidate has, or for a pre-vote would have, this vote
 * @param promiseLeftNanos how long a promise still runs that forbids it: to ask again then may help
 *     (rule D6); 0 if none does
 */
public record VoteResponse(Sender sender, long term, boolean granted, long promiseLeftNanos)
    implements PeerResponse {

  /**
   * @throws IllegalArgumentException if the term is out of bounds
   */
  public VoteResponse {
    Terms.check(term);
    if (promiseLeftNanos < 0) {
      throw new IllegalArgumentException(
          "promiseLeftNanos must not be negative: " + promiseLeftNanos);
    }
  }
}
