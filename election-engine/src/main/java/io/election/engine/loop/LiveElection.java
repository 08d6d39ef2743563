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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers from the last published view and the clock, on the caller's thread (rule L2). */
final class LiveElection implements Election, ElectionMonitor {

  private final NodeDescription node;
  private final PublishedView shown;
  private final ApplicationWork work;

  LiveElection(NodeDescription node, PublishedView shown, ApplicationWork work) {
    this.node = node;
    this.shown = shown;
    this.work = work;
  }

  @Override
  public boolean isLeader() {
    return shown.isLeader();
  }

  @Override
  public Optional<Leadership> leadership() {
    return shown.leadership();
  }

  @Override
  public Optional<Leader> leader() {
    return Optional.ofNullable(leader(shown.look()));
  }

  @Override
  public Optional<Leadership> awaitLeadership(Duration timeout) throws InterruptedException {
    return work.awaitLeadership(timeout);
  }

  @Override
  public CompletionStage<Leadership> whenLeader() {
    return work.whenLeader();
  }

  @Override
  public Registration runAsLeader(LeaderTask task) {
    return work.runAsLeader(task);
  }

  @Override
  public Registration subscribe(Consumer<? super ElectionEvent> listener) {
    return work.subscribe(listener);
  }

  @Override
  public List<ElectionEvent> history() {
    return work.history();
  }

  @Override
  public ElectionStatus status() {
    PublishedView.Sight sight = shown.look();
    View view = sight.view();
    long nanos = sight.atNanos();
    return new ElectionStatus(
        node.clusterId(),
        node.nodeId(),
        view.role(),
        view.term(),
        view.votedFor(),
        leader(sight),
        sight.leads(),
        sight.leaseRemaining(),
        followsLiveLeader(view, nanos),
        view.paused(),
        node.storage(),
        shown.impediment(),
        members(view, nanos),
        Duration.ofNanos(nanos));
  }

  private @Nullable Leader leader(PublishedView.Sight sight) {
    View view = sight.view();
    Integer id = view.leaderId();
    if (id == null || id == node.nodeId() && !sight.leads()) {
      return null;
    }
    return new Leader(id, node.member(id).address(), view.term(), sight.leaderSince());
  }

  private boolean followsLiveLeader(View view, long nanos) {
    return view.role() == Role.FOLLOWER
        && view.leaderId() != null
        && nanos < view.leaderSilentNanos();
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
}
