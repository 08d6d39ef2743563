package io.election.api.transport;

/** What a node answers to a {@link PeerRequest}. */
public sealed interface PeerResponse
    permits VoteResponse, HeartbeatResponse, TimeoutNowResponse, Refusal {

  /** Who answers. */
  Sender sender();
}
