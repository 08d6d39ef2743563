package io.election.api.transport;

import java.util.concurrent.CompletionStage;

/**
 * Receives the requests of other members. A transport hands every well-formed request to this bean.
 */
public interface PeerRequestHandler {

  /**
   * Takes a request in. Returns at once, may be called by any thread.
   *
   * @return completes with the answer once everything the answer depends on is durable (rule S2),
   *     on a thread that must not be blocked; never exceptionally
   */
  CompletionStage<PeerResponse> handle(PeerRequest request);
}
