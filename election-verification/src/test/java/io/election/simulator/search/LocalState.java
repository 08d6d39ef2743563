package io.election.simulator.search;

import io.election.api.store.PersistentState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state of one node, and where the events met so far lead from it. */
final class LocalState {

  final int number;

  /** A node in this state; not to be changed. */
  final SearchedNode node;

  /** How it was first reached; null for the start. */
  final @Nullable LocalState parent;

  final @Nullable Event cause;

  final boolean leads;
  final PersistentState disk;

  /** The term in memory. */
  final long term;

  final List<Long> rounds;
  @Nullable LocalState mirrored;

  /** Whether {@link FutileMessages} have been tried on it. */
  boolean tried;

  private @Nullable Transition[] transitions = new @Nullable Transition[64];

  LocalState(int number, SearchedNode node, @Nullable LocalState parent, @Nullable Event cause) {
    this.number = number;
    this.node = node;
    this.parent = parent;
    this.cause = cause;
    this.leads = node.leads();
    this.disk = node.disk().record();
    this.term = node.portrait().term();
    this.rounds = node.portrait().rounds();
  }

  @Nullable Transition known(int event) {
    return event < transitions.length ? transitions[event] : null;
  }

  void learn(int event, Transition transition) {
    if (event >= transitions.length) {
      transitions = Arrays.copyOf(transitions, event + 64);
    }
    transitions[event] = transition;
  }

  /** The highest number of an event so far. */
  int events() {
    return transitions.length;
  }
}
