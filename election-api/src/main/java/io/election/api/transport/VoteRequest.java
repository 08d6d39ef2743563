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

  /** Rounds are counted from 1. */
  private static final long NO_ROUND = 0;

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public VoteRequest {
    PeerRequest.check(term, round);
  }

  /**
   * What a started node says to each peer: that it is there (rule D11). A pre-vote that belongs to
   * no round, so nobody counts the answer; who asks stands for nothing.
   *
   * @param term the sender's own term
   */
  public static VoteRequest greeting(Sender sender, long term) {
    return new VoteRequest(sender, term, NO_ROUND, true);
  }

  /** Whether it is a {@linkplain #greeting greeting}. */
  public boolean isGreeting() {
    return preVote && round == NO_ROUND;
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
