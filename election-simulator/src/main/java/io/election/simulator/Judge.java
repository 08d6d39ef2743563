package io.election.simulator;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.List;

/**
 * Watches a cluster together with the {@link Referee}, and keeps count. The fingerprint stands for
 * the whole course of the simulation: two runs that differ anywhere differ in it.
 */
final class Judge implements Watcher {

  private final SimulatedCluster cluster;
  private final Referee referee;
  private final Trace trace;
  private long fingerprint;
  private long leaderships;
  private long steps;

  Judge(SimulatedCluster cluster, Onlookers onlookers) {
    this.cluster = cluster;
    this.trace = onlookers.trace();
    this.referee =
        new Referee(
            cluster.agenda(), cluster.hosts(), cluster.setting().watched(), onlookers.invariants());
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

  /** From now on nodes may lead as they like, also two at once. */
  void lookAway() {
    trace.note("who leads is not judged");
    referee.lookAway();
  }

  /** From now on one may lead at a time, whoever led meanwhile. */
  void lookAgain() {
    trace.note("who leads is judged again");
    referee.lookAgain();
  }

  @Override
  public void started(SimulatedNode node) {
    trace.note(
        node,
        "starts with %s, its wall clock at %d ms",
        node.disk().content(),
        node.wallClock() / 1_000_000);
    referee.started(node);
  }

  @Override
  public void crashed(SimulatedNode node) {
    trace.note(node, "crashes, %s on its disk", node.disk().content());
  }

  /** To be called when the disk of a node that is down has lost its record or got an older one. */
  void forgot(SimulatedNode node) {
    trace.note(node, "forgets: %s on its disk", node.disk().content());
    referee.forgot(node);
  }

  @Override
  public void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {
    steps++;
    View view = cluster.viewOf(node);
    mix(node, view);
    if (trace.isOn()) {
      trace.note(node, "%s -> %s; %s", input, view.role(), effects);
    }
    referee.stepped(node, before, input, effects);
  }

  @Override
  public void requestLeaves(SimulatedNode node, int recipient, PeerRequest request) {
    referee.requestLeaves(node, recipient, request);
  }

  @Override
  public void responseLeaves(SimulatedNode node, PeerRequest request, PeerResponse response) {
    referee.responseLeaves(node, request, response);
  }

  @Override
  public void carriedOut(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.LeadershipBegan) {
      leaderships++;
    }
    referee.carriedOut(node, effect);
    cluster.carriedOut(node, effect);
  }

  void asked(SimulatedNode node) {
    boolean leads = node.saysItLeads();
    trace.note(node, leads ? "is asked, and leads" : "is asked, and does not lead");
    referee.answered(node, leads);
  }

  private void mix(SimulatedNode node, View view) {
    mix(cluster.agenda().now());
    mix(node.id() * 8L + view.role().ordinal());
    mix(view.term());
    mix(view.votedFor() == null ? 0 : view.votedFor());
    mix(view.leaderId() == null ? 0 : view.leaderId());
    mix(view.leaseUntilNanos());
    mix(view.paused() ? 1 : 0);
  }

  private void mix(long value) {
    fingerprint = (fingerprint ^ value) * 0x9E3779B97F4A7C15L;
    fingerprint ^= fingerprint >>> 32;
  }
}
