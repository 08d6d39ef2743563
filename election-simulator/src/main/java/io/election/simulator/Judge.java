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
import java.util.List;
import java.util.Objects;

/**
 * Watches a cluster: shows everything visible to the invariants, and keeps count. The fingerprint
 * stands for the whole course of the simulation: two runs that differ anywhere differ in it.
 */
final class Judge implements Watcher {

  private final SimulatedCluster cluster;
  private final List<Invariant> invariants;
  private final Trace trace;
  private long fingerprint;
  private long leaderships;
  private long steps;

  Judge(SimulatedCluster cluster, Trace trace) {
    this.cluster = cluster;
    this.trace = trace;
    this.invariants = Invariants.all(SimulatedNode.CLUSTER_ID, cluster.setting().size());
  }

  long fingerprint() {
    return fingerprint;
  }

  long leaderships() {
    return leaderships;
  }

  long steps() {
    return steps;
  }

  @Override
  public void started(SimulatedNode node) {
    invariants.forEach(invariant -> invariant.started(node.id()));
    trace.note(
        node,
        "starts with %s, its wall clock at %d ms",
        node.disk().content(),
        node.wallClock() / 1_000_000);
  }

  @Override
  public void crashed(SimulatedNode node) {
    trace.note(node, "crashes, %s on its disk", node.disk().content());
  }

  /**
   * A lease begins or grows in a step of its holder alone, so two that overlap are found when all
   * are asked after the step of one.
   */
  @Override
  public void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {
    steps++;
    View view = cluster.viewOf(node);
    for (Invariant invariant : invariants) {
      invariant.stepped(node.id(), node.clock().read(), before, input, view, effects);
    }
    mix(node, view);
    if (trace.isOn()) {
      trace.note(node, "%s -> %s; %s", input, view.role(), effects);
    }
    if (shows(view, before)) {
      ask(node, view);
    }
    if (node.isLeader()) {
      ask(node, view);
      for (SimulatedNode other : cluster.nodes()) {
        if (other != node && other.isLeader()) {
          ask(other, cluster.viewOf(other));
        }
      }
    }
  }

  private static boolean shows(View view, View before) {
    return view.term() != before.term()
        || !Objects.equals(view.votedFor(), before.votedFor())
        || !Objects.equals(view.leaderId(), before.leaderId());
  }

  private void ask(SimulatedNode node, View view) {
    long now = cluster.agenda().now();
    Answer answer =
        new Answer(
            node.id(), now, now, view.term(), view.votedFor(), view.leaderId(), node.isLeader());
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
      tell(node, effect);
    }
    cluster.carriedOut(node, effect);
  }

  private void tell(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.LeadershipBegan) {
      leaderships++;
    }
    for (Invariant invariant : invariants) {
      invariant.told(node.id(), effect, node.isLeader(), node.disk().content());
    }
  }

  private void mix(SimulatedNode node, View view) {
    mix(cluster.agenda().now());
    mix(node.id() * 8L + view.role().ordinal());
    mix(view.term());
    mix(view.votedFor() == null ? 0 : view.votedFor());
    mix(view.leaderId() == null ? 0 : view.leaderId());
    mix(view.leaseUntilNanos());
  }

  private void mix(long value) {
    fingerprint = (fingerprint ^ value) * 0x9E3779B97F4A7C15L;
    fingerprint ^= fingerprint >>> 32;
  }
}
