package io.election.simulator.transcript;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import io.election.simulator.SimulatedNode;
import io.election.simulator.Watcher;
import java.util.List;

/** Several watchers as one; they see everything in this order. */
record Watchers(List<Watcher> all) implements Watcher {

  @Override
  public void started(SimulatedNode node) {
    all.forEach(watcher -> watcher.started(node));
  }

  @Override
  public void crashed(SimulatedNode node) {
    all.forEach(watcher -> watcher.crashed(node));
  }

  @Override
  public void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {
    all.forEach(watcher -> watcher.stepped(node, before, input, effects));
  }

  @Override
  public void requestLeaves(SimulatedNode node, int recipient, PeerRequest request) {
    all.forEach(watcher -> watcher.requestLeaves(node, recipient, request));
  }

  @Override
  public void responseLeaves(SimulatedNode node, PeerRequest request, PeerResponse response) {
    all.forEach(watcher -> watcher.responseLeaves(node, request, response));
  }

  @Override
  public void carriedOut(SimulatedNode node, Effect effect) {
    all.forEach(watcher -> watcher.carriedOut(node, effect));
  }
}
