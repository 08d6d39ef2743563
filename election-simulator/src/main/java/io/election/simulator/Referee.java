package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import io.election.simulator.invariant.Answer;
import io.election.simulator.invariant.Invariant;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.WatchedCluster;
import java.util.List;
import java.util.Objects;

/** Shows everything visible of a cluster's nodes to all invariants. */
public final class Referee implements Watcher {

  private final Agenda agenda;
  private final List<SimulatedNode> nodes;
  private final List<Invariant> invariants;

  /**
   * @param agenda true time
   * @param nodes all members; may be filled later, but before the first one starts
   * @param cluster what all of them are members of
   */
  public Referee(Agenda agenda, List<SimulatedNode> nodes, WatchedCluster cluster) {
    this.agenda = agenda;
    this.nodes = nodes;
    this.invariants = Invariants.all(cluster);
  }

  @Override
  public void started(SimulatedNode node) {
    invariants.forEach(invariant -> invariant.started(node.id()));
  }

  /**
   * A lease begins or grows in a step of its holder alone, so two that overlap are found when all
   * are asked after the step of one.
   */
  @Override
  public void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {
    View view = viewOf(node);
    for (Invariant invariant : invariants) {
      invariant.stepped(node.id(), node.steppedAtNanos(), before, input, view, effects);
    }
    if (shows(view, before)) {
      answered(node, node.isLeader());
    }
    if (node.isLeader()) {
      answered(node, true);
      for (SimulatedNode other : nodes) {
        if (other != node) {
          look(other);
        }
      }
    }
  }

  private void look(SimulatedNode other) {
    if (other.isLeader()) {
      answered(other, true);
    } else if (other.isAtWork()) {
      invariants.forEach(invariant -> invariant.atWork(other.id(), agenda.now()));
    }
  }

  private static View viewOf(SimulatedNode node) {
    return Objects.requireNonNull(node.view());
  }

  private static boolean shows(View view, View before) {
    return view.term() != before.term()
        || !Objects.equals(view.votedFor(), before.votedFor())
        || !Objects.equals(view.leaderId(), before.leaderId());
  }

  /** This is what a node that runs answers at this instant. */
  void answered(SimulatedNode node, boolean isLeader) {
    View view = viewOf(node);
    long now = agenda.now();
    Answer answer =
        new Answer(node.id(), now, now, view.term(), view.votedFor(), view.leaderId(), isLeader);
    for (Invariant invariant : invariants) {
      invariant.answered(answer);
    }
  }

  @Override
  public void requestLeaves(SimulatedNode node, PeerRequest request) {
    PersistentState onDisk = node.disk().content();
    for (Invariant invariant : invariants) {
      invariant.requestLeft(request, onDisk);
    }
  }

  @Override
  public void responseLeaves(SimulatedNode node, PeerRequest request, PeerResponse response) {
    PersistentState onDisk = node.disk().content();
    for (Invariant invariant : invariants) {
      invariant.responseLeft(request, response, onDisk);
    }
  }

  @Override
  public void carriedOut(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.LeadershipBegan
        || effect instanceof Effect.LeadershipEnded
        || effect instanceof Effect.LeaderKnown) {
      for (Invariant invariant : invariants) {
        invariant.told(node.id(), effect, node.isLeader(), node.disk().content());
      }
    }
  }
}
