package io.election.api.transport;

/**
 * The answer to a {@link HeartbeatRequest}.
 *
 * @param sender the follower
 * @param term the follower's term on disk, from 0 to {@link Long#MAX_VALUE} − 1; a leader that is
 *     behind it steps down
 * @param accepted whether the follower follows this leader in its term, and so extends its lease
 * @param priority the follower's {@code election.priority}, from 0 to {@value #HIGHEST_PRIORITY}; 0
 *     also while it is paused: a leader never hands over to it (rule H2)
 * @param promisedNanos how long the follower helps nobody else to lead, from when it took the
 *     heartbeat in (rule D4); 0 if it was not accepted
 */
public record HeartbeatResponse(
    Sender sender, long term, boolean accepted, int priority, long promisedNanos)
    implements PeerResponse {

  /** The highest priority that a member can have. */
  public static final int HIGHEST_PRIORITY = 100;

  /**
   * @throws IllegalArgumentException if the term or the priority is out of bounds
   */
  public HeartbeatResponse {
    Terms.check(term);
    if (priority < 0 || priority > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException(
          "priority must be 0 to " + HIGHEST_PRIORITY + ": " + priority);
    }
    if (promisedNanos < 0) {
      throw new IllegalArgumentException("promisedNanos must not be negative: " + promisedNanos);
    }
  }
}
