package io.election.engine;

import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
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
  final RecordTerms recordTerms = new RecordTerms();
  final Outbox outbox = new Outbox();
  final Successors successors;

  private final int priority;
  private final RandomGenerator random;

  private Role role = Role.FOLLOWER;
  private @Nullable Integer leaderId;
  private long leaderHeardAtNanos = View.NEVER;
  private Set<Integer> reportedReachable = Set.of();
  private @Nullable Ballot ballot;
  private @Nullable Lease lease;
  private @Nullable TransferToken token;
  private @Nullable HandOver handOver;
  private @Nullable TimeoutNowRequest timeoutNow;
  private boolean paused;
  private long lastRound;
  private long nextRoundAtNanos;
  private long nowNanos;

  NodeState(
      Sender self,
      Membership membership,
      Timings timings,
      int priority,
      RestoredState restored,
      RandomGenerator random,
      long nowNanos) {
    this.self = self;
    this.membership = membership;
    this.timings = timings;
    this.nowNanos = nowNanos;
    this.record = new DurableState(restored.state(), timings, nowNanos);
    this.priority = priority;
    this.random = random;
    this.timer = new ElectionTimer(timings, priority, random);
    this.successors = new Successors(timings.leaseNanos());
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
  boolean isLoyalAgainst(VoteRequest request) {
    return holdsLease()
        || stickiness.forbids(request.sender().nodeId(), nowNanos)
            && !stickiness.isReleasedBy(request.transfer(), nowNanos);
  }

  /** How much it is preferred as a leader; 0 if it is not to stand for election. */
  int priority() {
    return paused ? 0 : priority;
  }

  /** The same, and 0 also while it could not take leadership over (rule H2). */
  int priorityNow() {
    return record.isAvailable() && !stickiness.isQuiet(nowNanos) ? priority() : 0;
  }

  /** From now on it does not stand, and if it just does, gives that up. */
  void pause() {
    paused = true;
    if (!leads()) {
      becomeFollower();
    }
  }

  void resume() {
    paused = false;
  }

  /** Hears the leader of the current term. */
  void follow(HeartbeatRequest heartbeat) {
    becomeFollower();
    leaderHeardAtNanos = nowNanos;
    reportedReachable = heartbeat.reachable();
    stickiness.heard(heartbeat, nowNanos);
    timer.restartPreferred(nowNanos);
    knowLeader(heartbeat.sender().nodeId(), "its heartbeat was heard");
  }

  /** Gives up standing or asking; a leader steps down instead. */
  void becomeFollower() {
    role = Role.FOLLOWER;
    ballot = null;
  }

  /** Asks everybody "would you vote for me in the next term?" and changes no term (rule P1). */
  void askForPreVotes() {
    role = Role.PRE_CANDIDATE;
    timeoutNow = null;
    waitAnotherTimeout();
    ask(record.term() + 1, true, null).count(self.nodeId());
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
   *
   * @param transfer by which leader's word it stands; null if it waited for a timeout
   */
  void stand(@Nullable TransferToken transfer) {
    role = Role.CANDIDATE;
    record.voteFor(self.nodeId());
    timer.restart(nowNanos);
    ask(record.term(), false, transfer);
  }

  private Ballot ask(long term, boolean preVote, @Nullable TransferToken transfer) {
    VoteRequest request = new VoteRequest(self, term, ++lastRound, preVote, transfer);
    Ballot opened = new Ballot(request, membership.majority());
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
        .forEach(peer -> send(peer, open.request()));
  }

  /** Takes over the term it was elected in; leads as soon as a majority answers (rule L1). */
  void lead() {
    role = Role.LEADER;
    ballot = null;
    lease = new Lease(membership.majority(), timings.leaseNanos(), nowNanos);
    token = new TransferToken(self.nodeId(), record.term(), random.nextLong());
    successors.forgetAll();
    stickiness.replacedTheLeader();
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
            Objects.requireNonNull(token).seal());
    membership.peers().forEach(peer -> send(peer, heartbeat));
    announceLeaseIfNew();
  }

  /** A majority may have answered: the first time, leadership begins. */
  void announceLeaseIfNew() {
    if (holdsLease() && leaderId == null && !isReleasing()) {
      knowLeader(self.nodeId(), "elected by a majority");
      outbox.add(new Effect.LeadershipBegan(record.term()));
    }
  }

  /**
   * Leads no more, from this instant; only then is anybody told (rule L3). Whatever acted as the
   * leader may still be stopping: until the lease would have ended, this node helps nobody else to
   * lead, as the followers do not (rules H1, P3).
   */
  void stepDown(LossReason reason) {
    stickiness.keepQuietUntil(Objects.requireNonNull(lease).untilNanos());
    dropLease(reason);
  }

  /** The same, and the lease is over at once: it is handed over (rule H1). */
  void dropLease(LossReason reason) {
    // Who hands over has said so when it began to.
    boolean led = Objects.requireNonNull(lease).wasEverHeld() && !isReleasing();
    lease = null;
    becomeFollower();
    timer.restart(nowNanos);
    if (led) {
      outbox.add(new Effect.LeadershipEnded(record.term(), reason));
    }
    forgetLeader("this node stepped down, " + reason);
  }

  /**
   * Leads no more for whoever asks, from this instant, but keeps the lease and the followers'
   * loyalty until the leader's work has stopped (rule H1).
   */
  void release(HandOver begun) {
    handOver = begun;
    outbox.add(new Effect.LeadershipEnded(record.term(), begun.reason()));
    forgetLeader("node %d hands over to node %d".formatted(self.nodeId(), begun.target()));
  }

  /** The hand-over whose outcome is still open; null if there is none. */
  @Nullable HandOver handOver() {
    return handOver;
  }

  /** Whether it holds on to its lease only until the leader's work has stopped. */
  boolean isReleasing() {
    return handOver != null && leads() && handOver.term() == record.term();
  }

  void forgetHandOver() {
    handOver = null;
    timeoutNow = null;
  }

  /** TimeoutNow, once more each interval until it is answered. */
  void tellToStand(int target) {
    handOver = Objects.requireNonNull(handOver).to(target);
    TransferToken given = Objects.requireNonNull(token);
    timeoutNow = new TimeoutNowRequest(self, given.term(), ++lastRound, given.number());
    nextRoundAtNanos = nowNanos + timings.heartbeatNanos();
    send(target, timeoutNow);
  }

  private void send(int peer, PeerRequest request) {
    outbox.add(new Effect.Send(peer, request.withRecipientTerm(recordTerms.of(peer))));
  }

  /** Nobody is told in a later term than the one that ends (rule H3). */
  boolean isTellingToStand() {
    return timeoutNow != null && timeoutNow.term() == record.term();
  }

  boolean isTellingToStand(long round) {
    return timeoutNow != null && isTellingToStand() && timeoutNow.round() == round;
  }

  void stopTellingToStand() {
    timeoutNow = null;
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

  /**
   * When a leader sends its next heartbeats, a candidate asks again, or who hands over tells again;
   * nobody else does.
   */
  long nextRoundAtNanos() {
    return role == Role.LEADER || role == Role.CANDIDATE || isTellingToStand()
        ? nextRoundAtNanos
        : Long.MAX_VALUE;
  }

  View view() {
    return new View(
        role,
        record.durable().term(),
        record.durable().votedFor(),
        leaderId,
        lease == null || isReleasing() ? View.NO_LEASE : lease.untilNanos(),
        leaderHeardAtNanos,
        contacts.all(),
        reportedReachable,
        paused,
        record.failure());
  }
}
