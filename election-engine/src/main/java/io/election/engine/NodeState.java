package io.election.engine;

import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The role of this node and what belongs to it, with the moves from one role to another (Raft Fig.
 * 4, with the pre-candidate of dissertation §9.6 between follower and candidate). When to move is
 * for the rules to say; they are the callers.
 */
final class NodeState {

  final Sender self;
  final Membership membership;
  final Timings timings;
  final DurableState record;
  final ElectionTimer timer;
  final Stickiness stickiness;
  final PeerContacts contacts = new PeerContacts();
  final Outbox outbox = new Outbox();

  private Role role = Role.FOLLOWER;
  private @Nullable Integer leaderId;
  private long leaderHeardAtNanos = View.NEVER;
  private Set<Integer> reportedReachable = Set.of();
  private @Nullable Ballot ballot;
  private @Nullable Lease lease;
  private long lastRound;
  private long nextRoundAtNanos;
  private long nowNanos;

  NodeState(
      Sender self,
      Membership membership,
      Timings timings,
      RestoredState restored,
      RandomGenerator random,
      long nowNanos) {
    this.self = self;
    this.membership = membership;
    this.timings = timings;
    this.nowNanos = nowNanos;
    this.record = new DurableState(restored.state(), timings, nowNanos);
    this.timer = new ElectionTimer(timings, random);
    long quietUntilNanos = restored.isNew() ? View.NEVER : nowNanos + timings.timeoutMinNanos();
    this.stickiness = new Stickiness(timings.timeoutMinNanos(), quietUntilNanos);
  }

  /** Time never goes back, whatever the driver says. */
  void advanceTime(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
  }

  long now() {
    return nowNanos;
  }

  Role role() {
    return role;
  }

  @Nullable Integer leaderId() {
    return leaderId;
  }

  boolean leads() {
    return role == Role.LEADER;
  }

  /** The ballot of a pre-candidate or candidate; null in other roles. */
  @Nullable Ballot ballot() {
    return ballot;
  }

  /** The lease of a leader; null in other roles. */
  @Nullable Lease lease() {
    return lease;
  }

  boolean holdsLease() {
    return lease != null && lease.isHeldAt(nowNanos);
  }

  /** P3, P4: whether a vote for this candidate could hurt a leadership that may still be valid. */
  boolean isLoyalAgainst(int candidate) {
    return holdsLease() || stickiness.forbids(candidate, nowNanos);
  }

  /** Hears the leader of the current term. */
  void follow(int leader, Set<Integer> reachable) {
    becomeFollower();
    leaderHeardAtNanos = nowNanos;
    reportedReachable = reachable;
    stickiness.heard(leader, nowNanos);
    timer.restart(nowNanos);
    knowLeader(leader, "its heartbeat was heard");
  }

  /** Gives up standing or asking; a leader steps down instead. */
  void becomeFollower() {
    role = Role.FOLLOWER;
    ballot = null;
  }

  /** Asks everybody "would you vote for me in the next term?" and changes no term (rule P1). */
  void askForPreVotes() {
    role = Role.PRE_CANDIDATE;
    waitAnotherTimeout();
    ask(record.term() + 1, true).count(self.nodeId());
  }

  /** The leader was not heard for a whole timeout: it is given up, whoever follows. */
  void waitAnotherTimeout() {
    timer.restart(nowNanos);
    if (leaderId != null) {
      long silence = (nowNanos - leaderHeardAtNanos) / 1_000_000;
      forgetLeader("node " + leaderId + " was not heard for " + silence + " ms");
    }
  }

  /**
   * Votes for itself in the term just begun and asks for votes (Raft §5.2). The requests may leave
   * while its own vote is being written; its own vote counts once it is durable (rule T2).
   */
  void stand() {
    role = Role.CANDIDATE;
    record.voteFor(self.nodeId());
    timer.restart(nowNanos);
    ask(record.term(), false);
  }

  private Ballot ask(long term, boolean preVote) {
    Ballot opened =
        new Ballot(new VoteRequest(self, term, ++lastRound, preVote), membership.majority());
    ballot = opened;
    askAgain();
    return opened;
  }

  /**
   * Repeats the request to those who have not granted it. A voter whose disk takes longer than a
   * call has its vote durable by then and answers at once; without this, slow disks would never
   * elect anybody (rule V1, Raft §5.1).
   */
  void askAgain() {
    Ballot open = Objects.requireNonNull(ballot);
    nextRoundAtNanos = nowNanos + timings.heartbeatNanos();
    membership.peers().stream()
        .filter(peer -> !open.has(peer))
        .forEach(peer -> outbox.add(new Effect.Send(peer, open.request())));
  }

  /** Takes over the term it was elected in; leads as soon as a majority answers (rule L1). */
  void lead() {
    role = Role.LEADER;
    ballot = null;
    lease = new Lease(membership.majority(), timings.leaseNanos(), nowNanos);
    sendHeartbeats();
  }

  void sendHeartbeats() {
    Lease held = Objects.requireNonNull(lease);
    held.sent(++lastRound, nowNanos);
    nextRoundAtNanos = nowNanos + timings.heartbeatNanos();
    HeartbeatRequest heartbeat =
        new HeartbeatRequest(
            self,
            record.term(),
            lastRound,
            contacts.heardSince(nowNanos - timings.timeoutMaxNanos()),
            0);
    membership.peers().forEach(peer -> outbox.add(new Effect.Send(peer, heartbeat)));
    announceLeaseIfNew();
  }

  /** A majority may have answered: the first time, leadership begins. */
  void announceLeaseIfNew() {
    if (holdsLease() && leaderId == null) {
      knowLeader(self.nodeId(), "elected by a majority");
      outbox.add(new Effect.LeadershipBegan(record.term()));
    }
  }

  /** Leads no more, from this instant; only then is anybody told (rule L3). */
  void stepDown(LossReason reason) {
    boolean led = Objects.requireNonNull(lease).wasEverHeld();
    lease = null;
    becomeFollower();
    timer.restart(nowNanos);
    if (led) {
      outbox.add(new Effect.LeadershipEnded(record.term(), reason));
    }
    forgetLeader("this node stepped down, " + reason);
  }

  void forgetLeader(String reason) {
    leaderHeardAtNanos = View.NEVER;
    reportedReachable = Set.of();
    knowLeader(null, reason);
  }

  private void knowLeader(@Nullable Integer leader, String reason) {
    if (!Objects.equals(leaderId, leader)) {
      leaderId = leader;
      outbox.add(new Effect.LeaderKnown(leader, record.term(), role, reason));
    }
  }

  /** When a leader sends its next heartbeats, or a candidate asks again; nobody else does. */
  long nextRoundAtNanos() {
    return role == Role.LEADER || role == Role.CANDIDATE ? nextRoundAtNanos : Long.MAX_VALUE;
  }

  View view() {
    return new View(
        role,
        record.durable().term(),
        record.durable().votedFor(),
        leaderId,
        lease == null ? View.NO_LEASE : lease.untilNanos(),
        leaderHeardAtNanos,
        contacts.all(),
        reportedReachable,
        record.failure());
  }
}
