package io.election.simulator.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one node can do. The machine is deterministic (rule S1), so it is asked once what an event
 * does in a state, however many states of the cluster that state of the node is a part of.
 */
final class NodeGraph {

  private final Map<Event, Integer> numbers = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, LocalState> states = new HashMap<>();
  private final Lookalikes lookalikes = new Lookalikes();
  private final LocalState start;
  private long steps;

  NodeGraph() {
    SearchedNode node = new SearchedNode();
    start = new LocalState(0, node, null, null);
    start.mirrored = start;
    states.put(node.key(), start);
  }

  LocalState start() {
    return start;
  }

  int size() {
    return states.size();
  }

  /** How often a machine was asked. */
  long steps() {
    return steps;
  }

  int number(Event event) {
    Integer known = numbers.putIfAbsent(event, events.size());
    if (known != null) {
      return known;
    }
    events.add(event);
    return events.size() - 1;
  }

  Transition transition(LocalState state, Event event) {
    return transition(state, number(event));
  }

  Transition transition(LocalState state, int event) {
    Transition known = state.known(event);
    if (known == null) {
      steps++;
      known = compute(state, state.node, events.get(event));
      state.learn(event, known);
    }
    return known;
  }

  private Transition compute(LocalState state, SearchedNode before, Event event) {
    if (!before.canHappen(event)) {
      return Transition.none(state);
    }
    SearchedNode node = before.copy();
    try {
      List<Departure> departures = node.happens(event);
      return departures.isEmpty() && node.hasOnlyQueuedMoreThan(before)
          ? Transition.none(state)
          : Transition.between(before, node, intern(node, state, event), departures);
    } catch (Violation violation) {
      return Transition.violating(state, violation.getMessage());
    } catch (IllegalStateException | IllegalArgumentException | NullPointerException e) {
      return Transition.violating(state, "the machine breaks: " + e);
    }
  }

  private LocalState intern(SearchedNode node, LocalState parent, Event cause) {
    LocalState known = states.get(node.key());
    if (known == null) {
      known = new LocalState(states.size(), node, parent, cause);
      states.put(node.key(), known);
    } else if (known != parent) {
      lookalikes.met(known, node);
    }
    return known;
  }

  /**
   * The state that a node would be in if its peers had changed seats. It is found by letting the
   * mirrored events happen, so nothing is assumed about how the machine treats ids.
   */
  LocalState mirrored(LocalState state) {
    LocalState known = state.mirrored;
    if (known == null) {
      LocalState parent = mirrored(Objects.requireNonNull(state.parent));
      known = transition(parent, Objects.requireNonNull(state.cause).mirrored()).next();
      if (known.mirrored != null && known.mirrored != state) {
        throw new IllegalStateException("the machine treats its peers differently");
      }
      known.mirrored = state;
      state.mirrored = known;
    }
    return known;
  }

  /**
   * Lets nodes that came into a known state by another way go on from there, as a trial of {@link
   * Portrait}.
   *
   * @return how many steps were compared
   * @throws IllegalStateException if one goes on differently from the first that came there
   */
  long compareLookalikes() {
    long compared = 0;
    for (Lookalikes.Pair pair : lookalikes.pairs()) {
      for (int event = 0; event < pair.state().events(); event++) {
        Transition first = pair.state().known(event);
        if (first != null) {
          Transition second = compute(pair.state(), pair.node(), events.get(event));
          if (!first.isLike(second)) {
            throw new IllegalStateException(
                pair.node().key() + " does not decide what " + events.get(event) + " does");
          }
          compared++;
        }
      }
    }
    return compared;
  }
}
