package io.election.simulator.invariant;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.VoteRequest;
import io.election.engine.Effect;

/** Answering "would you vote for me?" changes nothing at all (rule P1). */
public final class PreVotesChangeNothing extends QuestionsChangeNothing {

  /** An empty memory. */
  public PreVotesChangeNothing() {
    super("P1");
  }

  @Override
  boolean concerns(PeerRequest request) {
    return request instanceof VoteRequest vote && vote.preVote();
  }

  @Override
  boolean mayAnswer(Effect.Reply reply) {
    return true;
  }
}
