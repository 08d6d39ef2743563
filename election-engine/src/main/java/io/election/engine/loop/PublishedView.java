package io.election.engine.loop;

import io.election.api.Impediment;
import io.election.api.Leadership;
import io.election.engine.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the loop published last, read together with the clock at each call (rule L2). The loop's
 * thread alone publishes; any thread looks.
 *
 * <p>Within a term all of them see one stretch of leadership (rule D12): whoever finds that the
 * lease is over marks it so before anybody is told, and the loop, which may have stood still while
 * it renewed the lease, finds the mark when it publishes.
 */
public final class PublishedView {

  private final LongSupplier clock;
  private final InstantSource wallClock;
  private final AtomicReference<Snapshot> snapshot;
  private volatile @Nullable Impediment stall;

  /** What the loop has put there; others put in its place only the same with its lease over. */
  private Snapshot published;

  /** A view, and since when its leader has been known. */
  private record Snapshot(View view, Instant leaderSince) {

    Snapshot withLeaseOver() {
      return new Snapshot(view.withLeaseOver(), leaderSince);
    }
  }

  /**
   * What is seen at one instant.
   *
   * @param view has a lease only if that runs at this instant
   * @param leaderSince since when its leader has been known
   * @param atNanos the instant
   */
  record Sight(View view, Instant leaderSince, long atNanos) {

    boolean leads() {
      return view.hasLease();
    }

    Duration leaseRemaining() {
      return leads() ? Duration.ofNanos(view.leaseUntilNanos() - atNanos) : Duration.ZERO;
    }
  }

  PublishedView(LongSupplier clock, InstantSource wallClock, View first) {
    this.clock = clock;
    this.wallClock = wallClock;
    this.published = new Snapshot(first, wallClock.instant());
    this.snapshot = new AtomicReference<>(published);
  }

  /**
   * Comes before the effects of the step that led to this view are carried out.
   *
   * @return whether somebody has seen the lease of its term over: then it is shown without a lease
   */
  boolean publish(View view) {
    View before = published.view();
    boolean sameTerm = view.term() == before.term();
    boolean sameLeader = sameTerm && Objects.equals(view.leaderId(), before.leaderId());
    Snapshot next = new Snapshot(view, sameLeader ? published.leaderSince() : wallClock.instant());
    boolean marked = !snapshot.compareAndSet(published, next);
    boolean seenOver = marked && sameTerm && view.hasLease();
    published = seenOver ? next.withLeaseOver() : next;
    if (marked) {
      // Nobody swaps what has no lease.
      snapshot.set(published);
    }
    return seenOver;
  }

  /**
   * Leads no more and knows nobody who does, whatever was published last.
   *
   * @param failure why; null if the node was told to stop
   */
  void withdraw(@Nullable String failure) {
    publish(published.view().withoutLeadership(failure == null ? null : stalledBy(failure)));
  }

  /**
   * The loop's thread is stuck, or goes on. For any thread to call.
   *
   * @param why null if it goes on
   */
  void stalled(@Nullable String why) {
    stall = why == null ? null : stalledBy(why);
  }

  private static Impediment stalledBy(String why) {
    return new Impediment(Impediment.Kind.STALL, why);
  }

  /** Why this node takes no part at present; null if it does. */
  @Nullable Impediment impediment() {
    Impediment stalled = stall;
    return stalled == null ? view().impediment() : stalled;
  }

  /** What was published last, or the same with its lease seen over. */
  public View view() {
    return snapshot.get().view();
  }

  Sight look() {
    while (true) {
      Snapshot seen = snapshot.get();
      // The clock last: a pause between the two readings can then only turn true into false.
      long now = clock.getAsLong();
      if (!seen.view().hasLease() || seen.view().leadsAt(now)) {
        return new Sight(seen.view(), seen.leaderSince(), now);
      }
      // Then it is looked at again: the loop may have published meanwhile.
      snapshot.compareAndSet(seen, seen.withLeaseOver());
    }
  }

  /** Whether this node leads at this instant. */
  public boolean isLeader() {
    return look().leads();
  }

  Optional<Leadership> leadership() {
    Sight sight = look();
    return sight.leads() ? Optional.of(leadershipOf(sight.view().term())) : Optional.empty();
  }

  /** The leadership of a term, which may be over. */
  Leadership leadershipOf(long term) {
    return new LeasedLeadership(term);
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
      Sight sight = look();
      return sight.view().term() == term ? sight.leaseRemaining() : Duration.ZERO;
    }

    @Override
    public String toString() {
      return "Leadership[term=" + term + ", remaining=" + remaining() + "]";
    }
  }
}
