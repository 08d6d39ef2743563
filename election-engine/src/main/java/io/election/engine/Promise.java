package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import org.jspecify.annotations.Nullable;

/**
 * "I help nobody but this leader to lead, until then": what makes a leader's lease safe (rule P3).
 * Whoever was started may have made one that it has forgotten, and a leader that stepped down may
 * still have work that stops; both are quiet for a time, which is a promise to nobody in particular
 * (rules P4, H1).
 */
final class Promise {

  private final long lengthNanos;
  private long quietUntilNanos;
  private long untilNanos = View.NEVER;
  private int leaderId;
  private long leaderTerm;
  private long transferSeal;

  /**
   * @param lengthNanos how long a heard leader is safe from this node's vote
   * @param quietUntilNanos until when a restarted node keeps the promise that it may have made
   *     before: its memory of it died, the leader's lease did not (rule P4)
   */
  Promise(long lengthNanos, long quietUntilNanos) {
    this.lengthNanos = lengthNanos;
    this.quietUntilNanos = quietUntilNanos;
  }

  /** Made anew with each heartbeat that this node accepts. */
  void make(HeartbeatRequest heartbeat, long nowNanos) {
    leaderId = heartbeat.sender().nodeId();
    leaderTerm = heartbeat.term();
    transferSeal = heartbeat.transferSeal();
    untilNanos = nowNanos + lengthNanos;
  }

  /** This node has been elected, so the lease that it made a promise for is over for good. */
  void end() {
    untilNanos = View.NEVER;
  }

  /** From now on until then this node yields to nobody. */
  void keepQuietUntil(long nanos) {
    quietUntilNanos = Math.max(quietUntilNanos, nanos);
  }

  /**
   * Whether this node still keeps the promises that it may have made before it was restarted, or
   * its own lease is not over though it leads no more.
   */
  boolean isQuiet(long nowNanos) {
    return nowNanos < quietUntilNanos;
  }

  /**
   * Whether a vote for this candidate would break it. It yields to the leader itself, which says by
   * asking that it leads no more, and to whom that leader has handed over.
   */
  boolean forbids(VoteRequest request, long nowNanos) {
    return isQuiet(nowNanos)
        || nowNanos < untilNanos
            && request.sender().nodeId() != leaderId
            && !isReleasedBy(request.transfer(), nowNanos);
  }

  /**
   * Whether this is the word of the very leader that the promise was made to, so that its lease is
   * over. A restarted node has forgotten whom it promised what, and believes nobody (rule P4).
   */
  boolean isReleasedBy(@Nullable TransferToken token, long nowNanos) {
    return token != null
        && !isQuiet(nowNanos)
        && untilNanos != View.NEVER
        && token.leaderId() == leaderId
        && token.term() == leaderTerm
        && token.seal() == transferSeal;
  }
}
