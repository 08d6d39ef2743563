package io.election.engine;

/**
 * The promise that makes a leader's lease safe: who has heard a leader within the shortest election
 * timeout helps nobody to replace it (rule P3), whatever term it has learned of since.
 */
final class Stickiness {

  private final long loyaltyNanos;
  private final long quietUntilNanos;
  private int leaderId;
  private long heardAtNanos = View.NEVER;

  /**
   * @param loyaltyNanos how long a heard leader is safe from this node's vote
   * @param quietUntilNanos until when a restarted node keeps the promise that it may have made
   *     before: its memory of it died, the leader's lease did not (rule P4)
   */
  Stickiness(long loyaltyNanos, long quietUntilNanos) {
    this.loyaltyNanos = loyaltyNanos;
    this.quietUntilNanos = quietUntilNanos;
  }

  void heard(int leader, long nowNanos) {
    leaderId = leader;
    heardAtNanos = nowNanos;
  }

  /**
   * Whether the promise forbids a vote for this candidate. The leader itself may ask: by asking it
   * says that it leads no more.
   */
  boolean forbids(int candidateId, long nowNanos) {
    if (nowNanos < quietUntilNanos) {
      return true;
    }
    return heardAtNanos != View.NEVER
        && candidateId != leaderId
        && nowNanos - heardAtNanos < loyaltyNanos;
  }
}
