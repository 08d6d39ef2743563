package io.election.simulator.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to one node.
 *
 * @param next the state after it; the one before if the event cannot happen
 * @param departures what leaves the node
 * @param ages what has become of the ages of the open rounds; index 0, a round that is over, stays
 * @param violation the rule that does not hold; null if all do
 */
record Transition(
    LocalState next, List<Departure> departures, int[] ages, @Nullable String violation) {

  private static final int[] NO_ROUND = {0};

  static Transition none(LocalState state) {
    return new Transition(state, List.of(), NO_ROUND, null);
  }

  static Transition violating(LocalState state, @Nullable String violation) {
    return new Transition(state, List.of(), NO_ROUND, violation);
  }

  /** Tells departures and open rounds by their ages instead of their numbers. */
  static Transition between(
      SearchedNode before, SearchedNode after, LocalState next, List<Departure> departures) {
    List<Long> roundsBefore = before.portrait().rounds();
    List<Long> rounds = after.portrait().rounds();
    int[] ages = new int[roundsBefore.size() + 1];
    for (int age = 1; age < ages.length; age++) {
      ages[age] = rounds.indexOf(roundsBefore.get(age - 1)) + 1;
    }
    List<Departure> aged = new ArrayList<>();
    for (Departure departure : departures) {
      aged.add(departure.aged(rounds));
    }
    return new Transition(next, List.copyOf(aged), ages, null);
  }

  /** Whether a round is over now, or older than it was among those open. */
  boolean agesRounds() {
    for (int age = 1; age < ages.length; age++) {
      if (ages[age] != age) {
        return true;
      }
    }
    return false;
  }

  boolean changesNothing(LocalState before) {
    return next == before && violation == null;
  }

  boolean isLike(Transition other) {
    return next == other.next
        && departures.equals(other.departures)
        && Arrays.equals(ages, other.ages)
        && (violation == null) == (other.violation == null);
  }
}
