package io.election.simulator;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import org.jspecify.annotations.Nullable;

/**
 * What one node asks another, or the answer on its way back.
 *
 * @param asker the node that asks
 * @param process which process of that node: a later one gets no answer to it
 * @param asked the node that is asked
 * @param request what it asks
 * @param response the answer; null on the way there
 */
public record Message(
    int asker, long process, int asked, PeerRequest request, @Nullable PeerResponse response) {

  /** The answer to this. */
  public Message answeredWith(PeerResponse answer) {
    return new Message(asker, process, asked, request, answer);
  }

  /** The node that it comes from. */
  public int from() {
    return response == null ? asker : asked;
  }

  /** The node that it goes to. */
  public int to() {
    return response == null ? asked : asker;
  }
}
