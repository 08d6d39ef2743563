package io.election.api.transport;

/**
 * The answer to a {@link HeartbeatRequest}.
 *
 * @param sender the follower
 * @param term the follower's term on disk, from 0 to {@link Long#MAX_VALUE} − 1; a leader that is
 *     behind it steps down
 * @param accepted whether the follower follows this leader in its term, and so extends its lease
 */
public record HeartbeatResponse(Sender sender, long term, boolean accepted)
    implements PeerResponse {

  /**
   * @throws IllegalArgumentException if the term is out of bounds
   */
  public HeartbeatResponse {
    Terms.check(term);
  }
}
