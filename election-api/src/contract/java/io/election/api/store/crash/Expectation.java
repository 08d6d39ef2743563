package io.election.api.store.crash;

import io.election.api.store.PersistentState;
import java.util.Optional;
import java.util.Set;

/**
 * What a store may show after a crash from now on: the last state that was acknowledged or shown,
 * and one whose save is under way.
 *
 * @param states empty stands for a node that has never saved anything
 */
public record Expectation(Set<Optional<PersistentState>> states) implements DiskEntry {

  static final Expectation NOTHING_SAVED = new Expectation(Set.of(Optional.empty()));

  static Expectation only(Optional<PersistentState> state) {
    return new Expectation(Set.of(state));
  }

  /** A save has begun over this one state. */
  static Expectation either(Optional<PersistentState> before, PersistentState after) {
    return new Expectation(Set.of(before, Optional.of(after)));
  }

  /** Whether something was acknowledged, so that a node must not take itself for new. */
  boolean somethingSaved() {
    return !states.contains(Optional.<PersistentState>empty());
  }
}
