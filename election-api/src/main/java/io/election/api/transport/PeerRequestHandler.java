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

  /**
   * Refuses a message that the transport does not believe; it is counted, told to the operator and
   * changes nothing. Returns at once, may be called by any thread.
   *
   * @param reason why
   * @param detail the same in one line for people; the sender of the message reads it too
   * @return the answer
   */
  Refusal refuse(Refusal.Reason reason, String detail);
}
