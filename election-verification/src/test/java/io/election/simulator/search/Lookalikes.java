package io.election.simulator.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some nodes that came into a known state by another way than the first that was in it. */
final class Lookalikes {

  private static final int PER_STATE = 1;

  private final Map<LocalState, Integer> met = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** A node, and the state that it seems to be in. */
  record Pair(LocalState state, SearchedNode node) {}

  void met(LocalState state, SearchedNode node) {
    if (met.merge(state, 1, Integer::sum) <= PER_STATE) {
      pairs.add(new Pair(state, node));
    }
  }

  List<Pair> pairs() {
    return List.copyOf(pairs);
  }
}
