package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Incarnation;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import org.jspecify.annotations.Nullable;

/**
 * "I help nobody but this leader to lead, until then": what makes a leader's lease safe (rule P3).
 * The one place that says whom this node may help, itself included (rule D6).
 *
 * <p>Whoever was started may have made a promise that it has forgotten (rules D8, D10), and a
 * leader that stepped down may still have work that stops (rule D9): both are quiet for a time,
 * which is a promise to nobody in particular.
 */
final class Promise {

  private long quietUntilNanos;
  private long untilNanos = View.NEVER;
  private @Nullable To to;

  /** The leadership that it was made to. */
  private record To(int leaderId, Incarnation incarnation, long term, long transferSeal) {}

  /**
   * @param quietUntilNanos until when this node helps nobody at all
   */
  Promise(long quietUntilNanos) {
    this.quietUntilNanos = quietUntilNanos;
  }

  /**
   * Made with each heartbeat that this node accepts. A shorter one never shortens what the same
   * leadership has; a leadership of a later term takes its place, since the earlier lease was over
   * before that one's election (rule D2).
   */
  void make(HeartbeatRequest heartbeat, long lengthNanos, long nowNanos) {
    To leader =
        new To(
            heartbeat.sender().nodeId(),
            heartbeat.sender().incarnation(),
            heartbeat.term(),
            heartbeat.transferSeal());
    long endNanos = nowNanos + lengthNanos;
    untilNanos = leader.equals(to) ? Math.max(untilNanos, endNanos) : endNanos;
    to = leader;
  }

  /**
   * The lease that it was made for is over for good: by the leader's own word, or by an election.
   */
  void end() {
    untilNanos = View.NEVER;
    to = null;
  }

  /** From now on until then this node helps nobody. */
  void keepQuietUntil(long nanos) {
    quietUntilNanos = Math.max(quietUntilNanos, nanos);
  }

  boolean isQuiet(long nowNanos) {
    return nowNanos < quietUntilNanos;
  }

  /** Until when this node must not stand itself; a time that has passed if it may. */
  long endNanos() {
    return Math.max(quietUntilNanos, untilNanos);
  }

  boolean forbidsStanding(long nowNanos) {
    return nowNanos < endNanos();
  }

  /** How long it still runs; 0 if it is over. */
  long leftNanos(long nowNanos) {
    return forbidsStanding(nowNanos) ? endNanos() - nowNanos : 0;
  }

  /**
   * Whether a vote for this candidate would break it. It yields to the leader's own process, which
   * says by asking that it leads no more, and to whom that leader has handed over.
   */
  boolean forbids(VoteRequest request, long nowNanos) {
    return isQuiet(nowNanos)
        || nowNanos < untilNanos
            && !isAskedByTheLeader(request)
            && !isReleasedBy(request.transfer(), nowNanos);
  }

  /** D11: another process under the leader's id is not the leader. */
  private boolean isAskedByTheLeader(VoteRequest request) {
    return to != null
        && request.sender().nodeId() == to.leaderId()
        && request.sender().incarnation().equals(to.incarnation())
        && request.term() > to.term();
  }

  /**
   * Whether this is the word of the very leader that the promise was made to, so that its lease is
   * over. A started node has forgotten whom it promised what, and believes nobody (rule P4).
   */
  boolean isReleasedBy(@Nullable TransferToken token, long nowNanos) {
    return token != null
        && to != null
        && !isQuiet(nowNanos)
        && token.leaderId() == to.leaderId()
        && token.term() == to.term()
        && token.seal() == to.transferSeal();
  }
}
