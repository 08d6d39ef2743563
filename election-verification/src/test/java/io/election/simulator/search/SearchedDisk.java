package io.election.simulator.search;

import io.election.api.store.PersistentState;
import io.election.engine.RestoredState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a node's crash leaves behind. Once written, a term never falls and a vote of the same term
 * never changes; together with {@link LocalRules} that is one vote a node and term (rule T3).
 */
record SearchedDisk(PersistentState record, @Nullable PersistentState underWay) {

  private static final RestoredState FIRST =
      RestoredState.first(SearchedNode.SELF, SearchedNode.ALL, AbstractTime.TIMINGS);

  static final SearchedDisk NEW = new SearchedDisk(FIRST.state(), null);

  boolean isBusy() {
    return underWay != null;
  }

  /** Starts are not counted, or the states would never end: all processes of a node sign alike. */
  RestoredState restored() {
    return new RestoredState(record, FIRST.quietNanos());
  }

  SearchedDisk write(PersistentState state) {
    Violation.unless(!isBusy(), "one write at a time");
    return new SearchedDisk(record, state);
  }

  SearchedDisk done() {
    PersistentState before = record;
    PersistentState after = Objects.requireNonNull(underWay);
    Violation.unless(
        after.term() > before.term()
            || after.term() == before.term()
                && (before.votedFor() == null || before.votedFor().equals(after.votedFor())),
        "T3: what is on disk falls back from " + before + " to " + after);
    return new SearchedDisk(after, null);
  }

  SearchedDisk lost() {
    return new SearchedDisk(record, null);
  }
}
