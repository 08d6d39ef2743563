package io.election.engine.loop;

import io.election.api.Election;
import io.election.api.ElectionEvent;
import io.election.api.ElectionMonitor;
import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.Leader;
import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.api.Registration;
import io.election.api.Role;
import io.election.api.transport.Member;
import io.election.engine.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers from the last published view and the clock, on the caller's thread (rule L2). */
final class LiveElection implements Election, ElectionMonitor {

  private final NodeDescription node;
  private final LongSupplier clock;
  private final InstantSource wallClock;
  private volatile Published published;

  /** A view, and since when its leader has been known. */
  private record Published(View view, Instant leaderSince) {}

  LiveElection(NodeDescription node, LongSupplier clock, InstantSource wallClock, View first) {
    this.node = node;
    this.clock = clock;
    this.wallClock = wallClock;
    this.published = new Published(first, wallClock.instant());
  }

  /**
   * Called by the loop alone, before it carries out the effects of the step that led to this view.
   */
  void publish(View view) {
    View before = published.view();
    boolean sameLeader =
        view.term() == before.term() && Objects.equals(view.leaderId(), before.leaderId());
    published = new Published(view, sameLeader ? published.leaderSince() : wallClock.instant());
  }

  /**
   * Leads no more and knows nobody who does, whatever was published last.
   *
   * @param failure why; null if the node was told to stop
   * @return what was published last
   */
  View withdraw(@Nullable String failure) {
    View last = published.view();
    publish(last.withoutLeadership(failure));
    return last;
  }

  @Override
  public boolean isLeader() {
    // The clock last: a pause between the two readings can then only turn true into false.
    View view = published.view();
    return view.leadsAt(clock.getAsLong());
  }

  @Override
  public Optional<Leadership> leadership() {
    View view = published.view();
    return view.leadsAt(clock.getAsLong())
        ? Optional.of(new LeasedLeadership(view.term()))
        : Optional.empty();
  }

  @Override
  public Optional<Leader> leader() {
    return Optional.ofNullable(leader(published, clock.getAsLong()));
  }

  @Override
  public Optional<Leadership> awaitLeadership(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Leadership> whenLeader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Registration runAsLeader(LeaderTask task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Registration subscribe(Consumer<? super ElectionEvent> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ElectionEvent> history() {
    throw new UnsupportedOperationException();
  }

  Leadership leadershipOf(long term) {
    return new LeasedLeadership(term);
  }

  @Override
  public ElectionStatus status() {
    Published shown = published;
    View view = shown.view();
    long nanos = clock.getAsLong();
    return new ElectionStatus(
        node.clusterId(),
        node.nodeId(),
        view.role(),
        view.term(),
        view.votedFor(),
        leader(shown, nanos),
        view.leadsAt(nanos),
        leaseRemaining(view, nanos),
        followsLiveLeader(view, nanos),
        view.paused(),
        node.storage(),
        view.failure(),
        members(view, nanos));
  }

  private @Nullable Leader leader(Published shown, long nanos) {
    View view = shown.view();
    Integer id = view.leaderId();
    if (id == null || id == node.nodeId() && !view.leadsAt(nanos)) {
      return null;
    }
    return new Leader(id, node.member(id).address(), view.term(), shown.leaderSince());
  }

  private static Duration leaseRemaining(View view, long nanos) {
    return view.leadsAt(nanos) ? Duration.ofNanos(view.leaseUntilNanos() - nanos) : Duration.ZERO;
  }

  private boolean followsLiveLeader(View view, long nanos) {
    return view.role() == Role.FOLLOWER
        && view.leaderId() != null
        && isRecent(view.leaderHeardNanos(), nanos);
  }

  private List<MemberStatus> members(View view, long nanos) {
    return node.members().stream().map(member -> status(member, view, nanos)).toList();
  }

  private MemberStatus status(Member member, View view, long nanos) {
    if (member.id() == node.nodeId()) {
      return new MemberStatus(member.id(), member.address(), true, true, Duration.ZERO);
    }
    Long heard = view.contacts().get(member.id());
    boolean reachable =
        heard != null && isRecent(heard, nanos)
            || followsLiveLeader(view, nanos) && view.reportedReachable().contains(member.id());
    Duration lastContact = heard == null ? null : Duration.ofNanos(Math.max(0, nanos - heard));
    return new MemberStatus(member.id(), member.address(), false, reachable, lastContact);
  }

  private boolean isRecent(long heardNanos, long nanos) {
    return nanos - heardNanos < node.timings().timeoutMax().toNanos();
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
      View view = published.view();
      return view.term() == term ? leaseRemaining(view, clock.getAsLong()) : Duration.ZERO;
    }

    @Override
    public String toString() {
      return "Leadership[term=" + term + ", remaining=" + remaining() + "]";
    }
  }
}
