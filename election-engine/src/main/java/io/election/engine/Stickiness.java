package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.TransferToken;
import org.jspecify.annotations.Nullable;

/**
 * The promise that makes a leader's lease safe: who has heard a leader within the shortest election
 * timeout helps nobody to replace it (rule P3), whatever term it has learned of since.
 */
final class Stickiness {

  private final long loyaltyNanos;
  private long quietUntilNanos;
  private int leaderId;
  private long leaderTerm;
  private long transferSeal;
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

  /** From now on until then this node yields to nobody. */
  void keepQuietUntil(long nanos) {
    quietUntilNanos = Math.max(quietUntilNanos, nanos);
  }

  void heard(HeartbeatRequest heartbeat, long nowNanos) {
    leaderId = heartbeat.sender().nodeId();
    leaderTerm = heartbeat.term();
    transferSeal = heartbeat.transferSeal();
    heardAtNanos = nowNanos;
  }

  /** This node has been elected, so the lease that it made a promise for is over for good. */
  void replacedTheLeader() {
    heardAtNanos = View.NEVER;
  }

  /**
   * Whether the promise forbids a vote for this candidate. The leader itself may ask: by asking it
   * says that it leads no more.
   */
  boolean forbids(int candidateId, long nowNanos) {
    if (isQuiet(nowNanos)) {
      return true;
    }
    return heardAtNanos != View.NEVER
        && candidateId != leaderId
        && nowNanos - heardAtNanos < loyaltyNanos;
  }

  /**
   * Whether this is the word of the very leader that the promise was made to, so that its lease is
   * over. A restarted node has forgotten whom it promised what, and believes nobody (rule P4).
   */
  boolean isReleasedBy(@Nullable TransferToken token, long nowNanos) {
    return token != null
        && !isQuiet(nowNanos)
        && heardAtNanos != View.NEVER
        && token.leaderId() == leaderId
        && token.term() == leaderTerm
        && token.seal() == transferSeal;
  }

  /**
   * Whether this node still keeps the promises that it may have made before it was restarted, or
   * its own lease is not over though it leads no more.
   */
  boolean isQuiet(long nowNanos) {
    return nowNanos < quietUntilNanos;
  }
}
