package io.election.simulator.invariant;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;
import java.util.List;

/** Answering "would you vote for me?" changes nothing at all (rule P1). */
public final class PreVotesChangeNothing extends QuestionsChangeNothing {

  /** An empty memory. */
  public PreVotesChangeNothing() {
    super("P1");
  }

  @Override
  boolean concerns(PeerRequest request, List<Effect> effects) {
    return request instanceof VoteRequest vote && vote.preVote();
  }

  @Override
  boolean mayAnswer(Effect.Reply reply) {
    return true;
  }
}
