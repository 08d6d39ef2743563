package io.election.simulator;

import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.List;

/** Sees what nodes do, as they do it. */
public interface Watcher {

  /** A process of this node begins. */
  default void started(SimulatedNode node) {}

  /** The process of this node is gone. */
  default void crashed(SimulatedNode node) {}

  /** The node has taken an input in and shows its new view; the effects are not carried out yet. */
  default void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {}

  /** A request is about to leave. */
  default void requestLeaves(SimulatedNode node, int recipient, PeerRequest request) {}

  /** An answer is about to leave. */
  default void responseLeaves(SimulatedNode node, PeerRequest request, PeerResponse response) {}

  /** An effect has been carried out. The node may be crashed from here. */
  default void carriedOut(SimulatedNode node, Effect effect) {}
}
