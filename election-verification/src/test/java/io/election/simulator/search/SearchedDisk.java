package io.election.simulator.search;

import io.election.api.store.PersistentState;
import io.election.engine.RestoredState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a node's crash leaves behind. Once written, a term never falls and a vote of the same term
 * never changes; together with {@link LocalRules} that is one vote a node and term (rule T3).
 */
record SearchedDisk(@Nullable PersistentState content, @Nullable PersistentState underWay) {

  static final SearchedDisk NEW = new SearchedDisk(null, null);

  boolean isBusy() {
    return underWay != null;
  }

  RestoredState restored() {
    return content == null ? RestoredState.NEW : new RestoredState(content, false);
  }

  PersistentState record() {
    return content == null ? PersistentState.INITIAL : content;
  }

  SearchedDisk write(PersistentState state) {
    Violation.unless(!isBusy(), "one write at a time");
    return new SearchedDisk(content, state);
  }

  SearchedDisk done() {
    PersistentState before = record();
    PersistentState after = Objects.requireNonNull(underWay);
    Violation.unless(
        after.term() > before.term()
            || after.term() == before.term()
                && (before.votedFor() == null || before.votedFor().equals(after.votedFor())),
        "T3: what is on disk falls back from " + before + " to " + after);
    return new SearchedDisk(after, null);
  }

  SearchedDisk lost() {
    return new SearchedDisk(content, null);
  }
}
