package io.election.api.transport;

/**
 * RequestVote (Raft §5.2), or the pre-vote that comes before it (dissertation §9.6).
 *
 * @param sender the candidate
 * @param term the term it stands in; for a pre-vote the term it would stand in
 * @param round the round of asking
 * @param preVote true if it only asks "would you vote for me?"; answering that changes nothing
 *     (rule P1)
 */
public record VoteRequest(Sender sender, long term, long round, boolean preVote)
    implements PeerRequest {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public VoteRequest {
    PeerRequest.check(term, round);
  }
}
