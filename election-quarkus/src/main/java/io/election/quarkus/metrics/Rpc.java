package io.election.quarkus.metrics;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.VoteRequest;

/** What one node asks of another. */
enum Rpc {
  REQUEST_VOTE,
  PRE_VOTE,
  APPEND_ENTRIES,
  TIMEOUT_NOW;

  static Rpc of(PeerRequest request) {
    if (request instanceof VoteRequest vote) {
      return vote.preVote() ? PRE_VOTE : REQUEST_VOTE;
    }
    return request instanceof HeartbeatRequest ? APPEND_ENTRIES : TIMEOUT_NOW;
  }
}
