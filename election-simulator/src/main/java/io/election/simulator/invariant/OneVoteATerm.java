package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.HashMap;
import java.util.Map;

/** A node gives one vote in a term, whatever crashes when (rule T3). */
public final class OneVoteATerm implements Invariant {

  private final Map<Vote, Integer> candidateByVote = new HashMap<>();

  private record Vote(int voter, long term) {}

  @Override
  public Subject subject() {
    return Subject.RECORD;
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    if (request instanceof VoteRequest vote
        && !vote.preVote()
        && response instanceof VoteResponse answer
        && answer.granted()) {
      voted(answer.sender().nodeId(), vote.term(), vote.sender().nodeId());
    }
  }

  /** Who leads has voted for itself. */
  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      voted(heartbeat.sender().nodeId(), heartbeat.term(), heartbeat.sender().nodeId());
    }
  }

  @Override
  public void answered(Answer answer) {
    if (answer.votedFor() != null) {
      voted(answer.node(), answer.term(), answer.votedFor());
    }
  }

  private void voted(int voter, long term, int candidate) {
    Integer known = candidateByVote.putIfAbsent(new Vote(voter, term), candidate);
    if (known != null && known != candidate) {
      throw new Violation(
          "T3: node %d voted for node %d and for node %d in term %d"
              .formatted(voter, known, candidate, term));
    }
  }
}
