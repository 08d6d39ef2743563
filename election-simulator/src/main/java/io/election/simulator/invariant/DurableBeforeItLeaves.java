package io.election.simulator.invariant;

import io.election.api.store.Vote;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import org.jspecify.annotations.Nullable;

/** Nothing leaves a node before the record that it rests on is on disk (rules T1, T2, S2). */
public final class DurableBeforeItLeaves implements Invariant {

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      require(
          hasVoted(sender, heartbeat.term(), heartbeat.sender()),
          "T2: node %d leads in term %d with %s on its disk",
          sender.node(),
          heartbeat.term(),
          sender.onDisk());
    }
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    if (response instanceof VoteResponse answer) {
      requireTerm(sender, answer.term());
      if (request instanceof VoteRequest vote && !vote.preVote() && answer.granted()) {
        require(
            hasVoted(sender, vote.term(), vote.sender()),
            "T1: node %d grants its vote in term %d with %s on its disk",
            sender.node(),
            vote.term(),
            sender.onDisk());
      }
    } else if (response instanceof HeartbeatResponse answer) {
      requireTerm(sender, answer.term());
      if (answer.accepted()) {
        requireTerm(sender, request.term());
      }
    } else if (response instanceof TimeoutNowResponse answer) {
      requireTerm(sender, answer.term());
    }
  }

  @Override
  public void leadershipBegan(Moment node, long term) {
    requireTerm(node, term);
  }

  @Override
  public void leaderKnown(Moment node, @Nullable Integer leader, long term) {
    requireTerm(node, term);
  }

  private static boolean hasVoted(Moment voter, long term, Sender candidate) {
    return voter.onDisk().term() == term
        && new Vote(candidate.nodeId(), candidate.incarnation()).equals(voter.onDisk().vote());
  }

  private static void requireTerm(Moment node, long term) {
    require(
        node.onDisk().term() >= term,
        "S2: node %d shows term %d with %s on its disk",
        node.node(),
        term,
        node.onDisk());
  }

  private static void require(boolean holds, String message, Object... details) {
    if (!holds) {
      throw new Violation(message.formatted(details));
    }
  }
}
