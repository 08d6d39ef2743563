package io.election.api.transport;

/**
 * The answer to a {@link TimeoutNowRequest}.
 *
 * @param sender the follower
 * @param term the follower's term on disk, from 0 to {@link Long#MAX_VALUE} − 1
 * @param accepted whether it stands
 */
public record TimeoutNowResponse(Sender sender, long term, boolean accepted)
    implements PeerResponse {

  /**
   * @throws IllegalArgumentException if the term is out of bounds
   */
  public TimeoutNowResponse {
    Terms.check(term);
  }
}
