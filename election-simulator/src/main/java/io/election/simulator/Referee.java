package io.election.simulator;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import io.election.simulator.invariant.Answer;
import io.election.simulator.invariant.Invariant;
import io.election.simulator.invariant.Invariant.Subject;
import io.election.simulator.invariant.Moment;
import io.election.simulator.invariant.WatchedCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows the invariants what goes into a cluster's nodes and what comes out of them. Of an input it
 * passes on what somebody outside did, of an effect what somebody outside is told, and of the view
 * what a node answers that is asked about itself; nothing else of the engine.
 */
public final class Referee implements Watcher {

  private final Agenda agenda;
  private final List<SimulatedNode> nodes;
  private final WatchedCluster cluster;
  private final Function<WatchedCluster, List<Invariant>> invariants;
  private List<Invariant> aboutTheCluster;
  private final Map<SimulatedNode, List<Invariant>> aboutRecords = new HashMap<>();
  private final Map<SimulatedNode, List<Invariant>> aboutProcesses = new HashMap<>();

  /**
   * @param agenda true time
   * @param nodes all members; may be filled later, but before the first one starts
   * @param cluster what all of them are members of
   * @param invariants what must hold in a cluster, each with an empty memory
   */
  public Referee(
      Agenda agenda,
      List<SimulatedNode> nodes,
      WatchedCluster cluster,
      Function<WatchedCluster, List<Invariant>> invariants) {
    this.agenda = agenda;
    this.nodes = nodes;
    this.cluster = cluster;
    this.invariants = invariants;
    this.aboutTheCluster = about(Subject.CLUSTER, cluster);
  }

  private List<Invariant> about(Subject subject, WatchedCluster watched) {
    return invariants.apply(watched).stream()
        .filter(invariant -> invariant.subject() == subject)
        .toList();
  }

  @Override
  public void started(SimulatedNode node) {
    WatchedCluster asItTakesIt =
        cluster.withTimeouts(node.timings().timeoutMin(), node.timings().timeoutMax());
    aboutRecords.computeIfAbsent(node, first -> about(Subject.RECORD, cluster));
    aboutProcesses.put(node, about(Subject.PROCESS, asItTakesIt));
    show(node, invariant -> invariant.started(node.id()));
  }

  /**
   * What the disk of a node that is down holds was lost or replaced by something older: nobody can
   * hold it to its votes, only to what it does to the others.
   */
  public void forgot(SimulatedNode node) {
    aboutRecords.remove(node);
  }

  /** From now on nodes may lead as they like, also two at once. */
  void lookAway() {
    aboutTheCluster = List.of();
  }

  /** From now on they must not again, whoever led meanwhile. */
  void lookAgain() {
    aboutTheCluster = about(Subject.CLUSTER, cluster);
  }

  private void show(SimulatedNode node, Consumer<Invariant> what) {
    aboutTheCluster.forEach(what);
    Objects.requireNonNull(aboutRecords.get(node)).forEach(what);
    Objects.requireNonNull(aboutProcesses.get(node)).forEach(what);
  }

  /**
   * A lease begins or grows in a step of its holder alone, so two that overlap are found when all
   * are asked after the step of one.
   */
  @Override
  public void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {
    goesIn(node, input);
    if (shows(viewOf(node), before)) {
      ask(node);
    }
    if (node.isLeader()) {
      ask(node);
      for (SimulatedNode other : nodes) {
        if (other != node) {
          look(other);
        }
      }
    }
  }

  private void goesIn(SimulatedNode node, Input input) {
    int id = node.id();
    if (input instanceof Input.RequestArrived arrived) {
      Moment moment = momentOf(node);
      show(node, invariant -> invariant.requestReached(moment, arrived.request()));
    } else if (input instanceof Input.ResponseArrived arrived) {
      Moment moment = momentOf(node);
      show(
          node,
          invariant -> invariant.responseReached(moment, arrived.request(), arrived.response()));
    } else if (input instanceof Input.HandOverRequested wish) {
      Moment moment = momentOf(node);
      show(node, invariant -> invariant.handOverWished(moment, wish.request()));
    } else if (input instanceof Input.WorkStopped stopped) {
      show(node, invariant -> invariant.workStopped(id, stopped.term()));
    } else if (input instanceof Input.Pause) {
      show(node, invariant -> invariant.paused(id));
    } else if (input instanceof Input.Resume) {
      show(node, invariant -> invariant.resumed(id));
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

  private void ask(SimulatedNode node) {
    answered(node, node.isLeader());
  }

  /** This is what a node that runs answers at this instant. */
  void answered(SimulatedNode node, boolean isLeader) {
    Answer answer = answerOf(node, isLeader);
    show(node, invariant -> invariant.answered(answer));
  }

  private void look(SimulatedNode other) {
    if (other.isLeader()) {
      ask(other);
    } else if (other.isAtWork()) {
      show(other, invariant -> invariant.atWork(other.id(), agenda.now()));
    }
  }

  private Answer answerOf(SimulatedNode node, boolean isLeader) {
    long now = agenda.now();
    View view = viewOf(node);
    return new Answer(
        node.id(),
        node.signature().incarnation().nonce(),
        now,
        now,
        view.term(),
        view.votedFor(),
        view.leaderId(),
        isLeader);
  }

  private Moment momentOf(SimulatedNode node) {
    return new Moment(
        answerOf(node, node.isLeader()), node.steppedAtNanos(), node.disk().content());
  }

  @Override
  public void requestLeaves(SimulatedNode node, int recipient, PeerRequest request) {
    Moment moment = momentOf(node);
    show(node, invariant -> invariant.requestLeft(moment, recipient, request));
  }

  @Override
  public void responseLeaves(SimulatedNode node, PeerRequest request, PeerResponse response) {
    Moment moment = momentOf(node);
    show(node, invariant -> invariant.responseLeft(moment, request, response));
  }

  @Override
  public void carriedOut(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.LeadershipBegan began) {
      Moment moment = momentOf(node);
      show(node, invariant -> invariant.leadershipBegan(moment, began.term()));
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      Moment moment = momentOf(node);
      show(node, invariant -> invariant.leadershipEnded(moment, ended.term()));
    } else if (effect instanceof Effect.LeaderKnown known) {
      Moment moment = momentOf(node);
      show(node, invariant -> invariant.leaderKnown(moment, known.leaderId(), known.term()));
    } else if (effect instanceof Effect.HandOverEnded ended) {
      Moment moment = momentOf(node);
      show(node, invariant -> invariant.handOverAnswered(moment, ended.request(), ended.result()));
    }
  }
}
