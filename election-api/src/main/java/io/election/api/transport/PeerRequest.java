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

  /**
   * The highest term that the sender knows its recipient's record to have held; 0 if it knows none.
   * A recipient that remembers less has lost a part of its memory (rule T6).
   */
  long recipientTerm();

  /**
   * The same request to a recipient whose record has held this term.
   *
   * @throws IllegalArgumentException if the term is out of bounds
   */
  PeerRequest withRecipientTerm(long term);

  /**
   * Checks the numbers that every request carries.
   *
   * @throws IllegalArgumentException if a term or the round is out of bounds
   */
  static void check(long term, long round, long recipientTerm) {
    Terms.check(term);
    Terms.check(recipientTerm);
    if (round < 0) {
      throw new IllegalArgumentException("round must not be negative: " + round);
    }
  }
}
