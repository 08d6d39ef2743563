package io.election.api.transport;

/**
 * The answer to a {@link VoteRequest}.
 *
 * @param sender the voter
 * @param term the voter's term on disk, from 0 to {@link Long#MAX_VALUE} − 1; a candidate that is
 *     behind it catches up
 * @param granted whether the candidate has, or for a pre-vote would have, this vote
 */
public record VoteResponse(Sender sender, long term, boolean granted) implements PeerResponse {

  /**
   * @throws IllegalArgumentException if the term is out of bounds
   */
  public VoteResponse {
    Terms.check(term);
  }
}
