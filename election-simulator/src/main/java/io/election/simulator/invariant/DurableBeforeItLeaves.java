package io.election.simulator.invariant;

import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.engine.Effect;

/** Nothing leaves a node before the record that it rests on is on disk (rules T1, T2, S2). */
public final class DurableBeforeItLeaves implements Invariant {

  @Override
  public void requestLeft(PeerRequest request, PersistentState onDisk) {
    if (request instanceof HeartbeatRequest heartbeat) {
      int leader = heartbeat.sender().nodeId();
      require(
          onDisk.equals(new PersistentState(heartbeat.term(), leader)),
          "T2: node %d leads in term %d with %s on its disk",
          leader,
          heartbeat.term(),
          onDisk);
    }
  }

  @Override
  public void responseLeft(PeerRequest request, PeerResponse response, PersistentState onDisk) {
    int node = response.sender().nodeId();
    if (response instanceof VoteResponse answer) {
      requireTerm(node, answer.term(), onDisk);
      if (request instanceof VoteRequest vote && !vote.preVote() && answer.granted()) {
        require(
            onDisk.equals(new PersistentState(vote.term(), vote.sender().nodeId())),
            "T1: node %d grants its vote in term %d with %s on its disk",
            node,
            vote.term(),
            onDisk);
      }
    } else if (response instanceof HeartbeatResponse answer) {
      requireTerm(node, answer.term(), onDisk);
      if (answer.accepted()) {
        requireTerm(node, request.term(), onDisk);
      }
    } else if (response instanceof TimeoutNowResponse answer) {
      requireTerm(node, answer.term(), onDisk);
    }
  }

  @Override
  public void told(int node, Effect effect, boolean leadsNow, PersistentState onDisk) {
    if (effect instanceof Effect.LeaderKnown known) {
      requireTerm(node, known.term(), onDisk);
    } else if (effect instanceof Effect.LeadershipBegan began) {
      requireTerm(node, began.term(), onDisk);
    }
  }

  private static void requireTerm(int node, long term, PersistentState onDisk) {
    require(
        onDisk.term() >= term, "S2: node %d shows term %d with %s on its disk", node, term, onDisk);
  }

  private static void require(boolean holds, String message, Object... details) {
    if (!holds) {
      throw new Violation(message.formatted(details));
    }
  }
}
