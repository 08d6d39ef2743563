package io.election.api.transport;

import org.jspecify.annotations.Nullable;

/**
 * RequestVote (Raft §5.2), or the pre-vote that comes before it (dissertation §9.6).
 *
 * @param sender the candidate
 * @param term the term it stands in; for a pre-vote the term it would stand in
 * @param round the round of asking
 * @param preVote true if it only asks "would you vote for me?"; answering that changes nothing
 *     (rule P1)
 * @param transfer by which leader's word this candidate stands (rule P3); null if it waited for a
 *     timeout, as always in a pre-vote
 * @param recipient see {@link PeerRequest#recipient}
 */
public record VoteRequest(
    Sender sender,
    long term,
    long round,
    boolean preVote,
    @Nullable TransferToken transfer,
    Recipient recipient)
    implements PeerRequest {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public VoteRequest {
    PeerRequest.check(term, round);
  }

  /** A request to whoever it is. */
  public VoteRequest(
      Sender sender, long term, long round, boolean preVote, @Nullable TransferToken transfer) {
    this(sender, term, round, preVote, transfer, Recipient.UNKNOWN);
  }

  /** A request to whoever it is, of a candidate that waited for a timeout. */
  public VoteRequest(Sender sender, long term, long round, boolean preVote) {
    this(sender, term, round, preVote, null);
  }

  @Override
  public VoteRequest to(Recipient known) {
    return new VoteRequest(sender, term, round, preVote, transfer, known);
  }
}
