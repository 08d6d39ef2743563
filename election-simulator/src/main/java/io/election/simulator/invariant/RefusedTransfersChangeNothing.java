package io.election.simulator.invariant;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.engine.Effect;
import java.util.List;

/** Who is told to stand and does not changes nothing: the word was not its leader's (rule P3). */
public final class RefusedTransfersChangeNothing extends QuestionsChangeNothing {

  /** An empty memory. */
  public RefusedTransfersChangeNothing() {
    super("P3");
  }

  @Override
  boolean concerns(PeerRequest request, List<Effect> effects) {
    return request instanceof TimeoutNowRequest
        && effects.stream().anyMatch(RefusedTransfersChangeNothing::refuses);
  }

  private static boolean refuses(Effect effect) {
    return effect instanceof Effect.Reply reply
        && reply.response() instanceof TimeoutNowResponse response
        && !response.accepted();
  }

  @Override
  boolean mayAnswer(Effect.Reply reply) {
    return reply.response() instanceof TimeoutNowResponse;
  }
}
