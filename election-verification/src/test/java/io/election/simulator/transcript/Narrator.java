package io.election.simulator.transcript;

import io.election.api.transport.PeerRequest;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import io.election.simulator.Agenda;
import io.election.simulator.SimulatedNode;
import io.election.simulator.Watcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Tells what nodes do, one line a step. */
final class Narrator implements Watcher {

  private final Agenda agenda;
  private final BooleanSupplier networkIsHeld;
  private final Predicate<SimulatedNode> diskIsHeld;
  private final List<String> lines = new ArrayList<>();
  private final Map<Integer, Map<Long, PeerRequest>> openExchanges = new HashMap<>();
  private boolean quiet;
  private int leaderships;

  /**
   * @param networkIsHeld whether messages wait for commands, so that each one is worth a word
   * @param diskIsHeld whether the writes of a node do
   */
  Narrator(Agenda agenda, BooleanSupplier networkIsHeld, Predicate<SimulatedNode> diskIsHeld) {
    this.agenda = agenda;
    this.networkIsHeld = networkIsHeld;
    this.diskIsHeld = diskIsHeld;
  }

  /** What has been told since the last call. */
  List<String> takeLines() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /** From now on messages and writes are left out, or told again. */
  void beQuiet(boolean isQuiet) {
    quiet = isQuiet;
  }

  /** How often a node has begun to lead. */
  int leaderships() {
    return leaderships;
  }

  void tell(SimulatedNode node, String what) {
    lines.add("@%s %d: %s".formatted(Milliseconds.of(agenda.now()), node.id(), what));
  }

  @Override
  public void started(SimulatedNode node) {
    openExchanges.put(node.id(), new HashMap<>());
    tell(
        node,
        node.disk().content().starts() == 1
            ? "starts for the first time"
            : "starts with " + Wording.of(node.disk().content()));
  }

  @Override
  public void crashed(SimulatedNode node) {
    tell(node, "is gone; on its disk: " + Wording.of(node.disk().content()));
  }

  @Override
  public void stepped(SimulatedNode node, View before, Input input, List<Effect> effects) {
    Map<Long, PeerRequest> exchanges = Objects.requireNonNull(openExchanges.get(node.id()));
    if (input instanceof Input.RequestArrived arrived) {
      exchanges.put(arrived.exchange(), arrived.request());
    }
    Step step =
        new Step(before, input, Objects.requireNonNull(node.view()), effects, exchanges::remove);
    Discretion discretion =
        new Discretion(quiet, !networkIsHeld.getAsBoolean(), !diskIsHeld.test(node));
    String told = String.join("; ", step.clauses(discretion));
    if (!told.isEmpty()) {
      tell(node, told);
    }
  }

  @Override
  public void carriedOut(SimulatedNode node, Effect effect) {
    if (effect instanceof Effect.LeadershipBegan) {
      leaderships++;
    }
  }
}
