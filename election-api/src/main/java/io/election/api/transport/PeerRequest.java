package io.election.api.transport;

/** What one node asks of another. */
public sealed interface PeerRequest permits VoteRequest, HeartbeatRequest, TimeoutNowRequest {

  /** Who asks. */
  Sender sender();

  /** The term that the request is about, from 0 to {@link Long#MAX_VALUE} − 1 (rule T7). */
  long term();

  /**
   * The number of the sender's round that this request belongs to; it tells a late answer from a
   * present one.
   */
  long round();

  /** What the sender has heard of its recipient. */
  Recipient recipient();

  /** The same request to a recipient of whom this was heard. */
  PeerRequest to(Recipient recipient);

  /**
   * Checks the numbers that every request carries.
   *
   * @throws IllegalArgumentException if a term or the round is out of bounds
   */
  static void check(long term, long round) {
    Terms.check(term);
    if (round < 0) {
      throw new IllegalArgumentException("round must not be negative: " + round);
    }
  }
}
