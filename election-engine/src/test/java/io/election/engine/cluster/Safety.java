package io.election.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.PersistentState;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.engine.Effect;
import io.election.engine.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What must never happen, whatever fails: it remembers across all crashes. */
final class Safety {

  private final Map<Long, Integer> leaderByTerm = new HashMap<>();
  private final Map<Vote, Integer> candidateByVote = new HashMap<>();
  private final Map<Integer, PersistentState> lastShown = new HashMap<>();
  private final Map<Integer, Long> leading = new HashMap<>();
  private int leaderships;

  private record Vote(int voter, long term) {}

  int leaderships() {
    return leaderships;
  }

  void started(SimulatedNode node) {
    leading.remove(node.id);
  }

  /** L5: at one instant of true time, at most one node answers that it leads. */
  void holdsAt(Collection<SimulatedNode> nodes) {
    List<Integer> leaders =
        nodes.stream().filter(SimulatedNode::isLeader).map(node -> node.id).toList();
    assertThat(leaders).as("L5: leaders at one instant").hasSizeLessThan(2);
  }

  /** What was shown once never falls back, and is on disk (rules S2, T3). */
  void shows(SimulatedNode node, View view) {
    PersistentState shown = new PersistentState(view.term(), view.votedFor());
    PersistentState before = lastShown.put(node.id, shown);
    if (before != null) {
      assertThat(shown.term()).as("term of node %s", node.id).isGreaterThanOrEqualTo(before.term());
      if (shown.term() == before.term() && before.votedFor() != null) {
        assertThat(shown).as("T3: vote of node %s", node.id).isEqualTo(before);
      }
    }
    assertThat(node.disk.content().term())
        .as("S2: disk of node %s", node.id)
        .isGreaterThanOrEqualTo(shown.term());
  }

  void answers(SimulatedNode node, PeerRequest request, PeerResponse response) {
    PersistentState onDisk = node.disk.content();
    if (request instanceof VoteRequest vote
        && !vote.preVote()
        && response instanceof VoteResponse answer
        && answer.granted()) {
      assertThat(onDisk)
          .as("S2: vote of node %s on its disk", node.id)
          .isEqualTo(new PersistentState(vote.term(), vote.sender().nodeId()));
      votes(node.id, vote.term(), vote.sender().nodeId());
    } else if (response instanceof HeartbeatResponse answer && answer.accepted()) {
      assertThat(onDisk.term())
          .as("S2: term of node %s on its disk", node.id)
          .isEqualTo(request.term());
    }
  }

  /** Who sends heartbeats was elected in their term, by its own vote among others. */
  void sends(SimulatedNode node, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      assertThat(node.disk.content())
          .as("T2: own vote of node %s on its disk", node.id)
          .isEqualTo(new PersistentState(heartbeat.term(), node.id));
      votes(node.id, heartbeat.term(), node.id);
      Integer known = leaderByTerm.putIfAbsent(heartbeat.term(), node.id);
      assertThat(Objects.requireNonNullElse(known, node.id))
          .as("Raft §5.2: leader of term %s", heartbeat.term())
          .isEqualTo(node.id);
    }
  }

  private void votes(int voter, long term, int candidate) {
    Integer known = candidateByVote.putIfAbsent(new Vote(voter, term), candidate);
    assertThat(Objects.requireNonNullElse(known, candidate))
        .as("T3: vote of node %s in term %s", voter, term)
        .isEqualTo(candidate);
  }

  /** E1: leadership begins and ends by turns, and no term is told before it is on disk. */
  void tells(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.LeadershipBegan began) {
      leaderships++;
      assertThat(leading.put(node.id, began.term())).as("leadership before").isNull();
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      assertThat(leading.remove(node.id)).as("leadership that ends").isEqualTo(ended.term());
      assertThat(node.isLeader()).as("L3: isLeader() when the end is told").isFalse();
    } else if (effect instanceof Effect.LeaderKnown known) {
      assertThat(known.term())
          .as("S2: term told by node %s", node.id)
          .isLessThanOrEqualTo(node.disk.content().term());
    }
  }
}
