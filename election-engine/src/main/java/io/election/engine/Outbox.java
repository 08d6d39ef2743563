package io.election.engine;

import java.util.ArrayList;
import java.util.List;

/** Gathers the effects of one step. */
final class Outbox {

  private List<Effect> effects = new ArrayList<>();

  void add(Effect effect) {
    effects.add(effect);
  }

  /**
   * Puts a write before everything else, so that the disk works while messages are under way (rule
   * T2).
   */
  void addFirst(Effect effect) {
    effects.add(0, effect);
  }

  List<Effect> take() {
    List<Effect> taken = List.copyOf(effects);
    effects = new ArrayList<>();
    return taken;
  }
}
