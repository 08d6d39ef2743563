package io.election.api.transport;

/**
 * TimeoutNow: the leader has dropped its lease and asks a follower to stand at once (dissertation
 * §3.10, rule H1).
 *
 * @param sender the leader that hands over
 * @param term the term in which it led
 * @param round the round of asking
 * @param number what it sealed in its heartbeats, see {@link TransferToken}
 * @param recipient see {@link PeerRequest#recipient}
 */
public record TimeoutNowRequest(
    Sender sender, long term, long round, long number, Recipient recipient) implements PeerRequest {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public TimeoutNowRequest {
    PeerRequest.check(term, round);
  }

  /** A request to whoever it is. */
  public TimeoutNowRequest(Sender sender, long term, long round, long number) {
    this(sender, term, round, number, Recipient.UNKNOWN);
  }

  @Override
  public TimeoutNowRequest to(Recipient known) {
    return new TimeoutNowRequest(sender, term, round, number, known);
  }

  /** What the follower shows to those whom it asks for their votes. */
  public TransferToken token() {
    return new TransferToken(sender.nodeId(), term, number);
  }
}
