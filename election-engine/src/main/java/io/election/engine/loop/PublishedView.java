package io.election.engine.loop;

import io.election.api.Impediment;
import io.election.api.Leadership;
import io.election.engine.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the loop published last, read together with the clock at each call (rule L2). The loop's
 * thread alone publishes; any thread reads.
 */
final class PublishedView {

  private final LongSupplier clock;
  private final InstantSource wallClock;
  private volatile Snapshot snapshot;
  private volatile @Nullable Impediment stall;

  /** A view, and since when its leader has been known. */
  record Snapshot(View view, Instant leaderSince) {}

  PublishedView(LongSupplier clock, InstantSource wallClock, View first) {
    this.clock = clock;
    this.wallClock = wallClock;
    this.snapshot = new Snapshot(first, wallClock.instant());
  }

  /** Comes before the effects of the step that led to this view are carried out. */
  void publish(View view) {
    View before = snapshot.view();
    boolean sameLeader =
        view.term() == before.term() && Objects.equals(view.leaderId(), before.leaderId());
    snapshot = new Snapshot(view, sameLeader ? snapshot.leaderSince() : wallClock.instant());
  }

  /**
   * Leads no more and knows nobody who does, whatever was published last.
   *
   * @param failure why; null if the node was told to stop
   * @return what was published last
   */
  View withdraw(@Nullable String failure) {
    View last = snapshot.view();
    publish(
        last.withoutLeadership(
            failure == null ? null : new Impediment(Impediment.Kind.STALL, failure)));
    return last;
  }

  /**
   * The loop's thread is stuck, or goes on. For any thread to call.
   *
   * @param why null if it goes on
   */
  void stalled(@Nullable String why) {
    stall = why == null ? null : new Impediment(Impediment.Kind.STALL, why);
  }

  /** Why this node takes no part at present; null if it does. */
  @Nullable Impediment impediment() {
    Impediment stalled = stall;
    return stalled == null ? view().impediment() : stalled;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  View view() {
    return snapshot.view();
  }

  boolean isLeader() {
    // The clock last: a pause between the two readings can then only turn true into false.
    View view = view();
    return view.leadsAt(clock.getAsLong());
  }

  Optional<Leadership> leadership() {
    View view = view();
    return view.leadsAt(clock.getAsLong())
        ? Optional.of(leadershipOf(view.term()))
        : Optional.empty();
  }

  /** The leadership of a term, which may be over. */
  Leadership leadershipOf(long term) {
    return new LeasedLeadership(term);
  }

  static Duration leaseRemaining(View view, long nanos) {
    return view.leadsAt(nanos) ? Duration.ofNanos(view.leaseUntilNanos() - nanos) : Duration.ZERO;
  }

  /** Valid while the view shows the same term with a lease. */
  private final class LeasedLeadership implements Leadership {

    private final long term;

    private LeasedLeadership(long term) {
      this.term = term;
    }

    @Override
    public long term() {
      return term;
    }

    @Override
    public Duration remaining() {
      View view = view();
      return view.term() == term ? leaseRemaining(view, clock.getAsLong()) : Duration.ZERO;
    }

    @Override
    public String toString() {
      return "Leadership[term=" + term + ", remaining=" + remaining() + "]";
    }
  }
}
