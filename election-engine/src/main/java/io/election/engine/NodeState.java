package io.election.engine;

import io.election.api.Impediment;
import io.election.api.LossReason;
import io.election.api.store.Vote;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Recipient;
import io.election.api.transport.Sender;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What this node is and remembers, with the moves from one role to another (Raft Fig. 4). When to
 * move is for the rules to say; they are the callers.
 */
final class NodeState {

  final Sender self;
  final Membership membership;
  final Timings timings;
  final DurableState record;
  final ElectionTimer timer;
  final Promise promise;
  final PromiseCap promiseCap;
  final PeerContacts contacts = new PeerContacts();
  final HeardTerms terms = new HeardTerms();
  final KnownProcesses processes;
  final Acquaintances acquaintances;
  final MemberLists memberLists;
  final Outbox outbox;

  private final int priority;
  private final RandomGenerator random;

  private RoleState role = Follower.OF_NOBODY;
  private boolean paused;
  private @Nullable String toldToStop;
  private long lastRound;
  private long nowNanos;

  NodeState(
      Sender self,
      Timings timings,
      int priority,
      RestoredState restored,
      RandomGenerator random,
      long nowNanos) {
    this.self = self;
    this.outbox = new Outbox(self);
    this.membership = new Membership(self.nodeId(), self.members());
    this.timings = timings;
    this.nowNanos = nowNanos;
    this.record = new DurableState(restored.state(), timings, nowNanos);
    this.priority = priority;
    this.random = random;
    this.timer = new ElectionTimer(timings, priority, random);
    // D8: where there is one voter there is nobody to be quiet for.
    this.promise = new Promise(membership.isAlone() ? nowNanos : nowNanos + restored.quietNanos());
    this.promiseCap = new PromiseCap(nowNanos);
    this.processes = new KnownProcesses(self);
    this.acquaintances = new Acquaintances(membership.peers());
    this.memberLists = new MemberLists(membership);
  }

  /** Time never goes back, whatever the driver says. */
  void advanceTime(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
  }

  long now() {
    return nowNanos;
  }

  RoleState role() {
    return role;
  }

  /** The leader that this node was elected as, also while it hands over; null in other roles. */
  @Nullable Leader leading() {
    if (role instanceof HandingOver handingOver) {
      return handingOver.leader();
    }
    return role instanceof Leader leader ? leader : null;
  }

  /** What a pre-candidate or candidate asks for; null in other roles. */
  @Nullable Ballot ballot() {
    if (role instanceof PreCandidate preCandidate) {
      return preCandidate.ballot();
    }
    return role instanceof Candidate candidate ? candidate.ballot() : null;
  }

  boolean isFollowerOfNobody() {
    return role.equals(Follower.OF_NOBODY);
  }

  boolean holdsLease() {
    Leader leader = leading();
    return leader != null && leader.lease().isHeldAt(nowNanos);
  }

  /** How much it is preferred as a leader; 0 if it is not to stand for election. */
  int priority() {
    return paused ? 0 : priority;
  }

  /** The same, and 0 also while it could not take leadership over (rule H2). */
  int priorityNow() {
    return impediment() == null && !promise.isQuiet(nowNanos) ? priority() : 0;
  }

  /** From now on it does not stand, and if it just does, gives that up. */
  void pause() {
    paused = true;
    giveUpStanding();
  }

  void resume() {
    paused = false;
  }

  /**
   * Another process goes by this node's id: it neither votes, stands nor leads until it is
   * restarted (rule D11).
   */
  void stopTakingPart(String cause) {
    if (toldToStop == null) {
      toldToStop = cause;
    }
  }

  /**
   * Whether it may help a leader, as the one process of its id (rule D11): it was not told to stop,
   * and no member listens to another one instead.
   */
  boolean goesByItsId() {
    return toldToStop == null && acquaintances.refusing(nowNanos).isEmpty();
  }

  /** Why this node takes no part, or does not stand; null if nothing keeps it from that. */
  @Nullable Impediment impediment() {
    if (toldToStop != null) {
      return new Impediment(Impediment.Kind.TOLD_TO_STOP, toldToStop);
    }
    String failure = record.failure();
    if (failure != null) {
      return new Impediment(Impediment.Kind.STORE, failure);
    }
    return acquaintances
        .refusal(nowNanos)
        .map(detail -> new Impediment(Impediment.Kind.OTHER_DIRECTORY, detail))
        .or(
            () ->
                memberLists
                    .disagreement()
                    .map(lists -> new Impediment(Impediment.Kind.OTHER_MEMBERS, lists)))
        .orElse(null);
  }

  /** The number of the next round of messages. */
  long nextRound() {
    return ++lastRound;
  }

  /** Hears the leader of the current term. */
  void follow(HeartbeatRequest heartbeat) {
    timer.restartPreferred(nowNanos, promise.endNanos(), heartbeat.promise().spreadNanos());
    become(new Follower(Follower.Heard.of(heartbeat, nowNanos)), "its heartbeat was heard");
  }

  /** The first timeout, by this node's own timings: who is preferred is likely to be the first. */
  void startTimer() {
    long earliestNanos = Math.max(nowNanos + timings.timeoutMinNanos(), promise.endNanos());
    timer.restartPreferred(nowNanos, earliestNanos, timings.spreadNanos());
  }

  /** A new timeout, by this node's own timings. */
  void restartTimer() {
    timer.restart(nowNanos, promise.endNanos());
  }

  /** Asks no longer for itself; in any other role nothing changes. */
  void giveUpStanding() {
    if (ballot() != null) {
      role = Follower.OF_NOBODY;
    }
  }

  void becomeFollowerOfNobody(String reason) {
    become(Follower.OF_NOBODY, reason);
  }

  /** Whoever leads is not known any more; in any other role than a follower's nothing changes. */
  void forgetLeader(String reason) {
    if (role instanceof Follower) {
      become(Follower.OF_NOBODY, reason);
    }
  }

  /** Moves to another role, and tells if another leader is known by that. */
  private void become(RoleState next, String reason) {
    Integer before = role.leaderId();
    role = next;
    tellIfAnotherThan(before, reason);
  }

  private void tellIfAnotherThan(@Nullable Integer before, String reason) {
    if (!Objects.equals(before, role.leaderId())) {
      outbox.add(new Effect.LeaderKnown(role.leaderId(), record.term(), role.shown(), reason));
    }
  }

  /** Asks everybody "would you vote for me in the next term?" and changes no term (rule P1). */
  void askForPreVotes() {
    restartTimer();
    Ballot ballot = open(record.term() + 1, true, null);
    ballot.count(self.nodeId());
    become(new PreCandidate(ballot), silence());
    ask(ballot);
  }

  /** The leader was not heard for a whole timeout: it is given up, whoever follows. */
  void waitAnotherTimeout() {
    restartTimer();
    forgetLeader(silence());
  }

  private String silence() {
    return role instanceof Follower follower && follower.leader() != null
        ? "node %d was not heard for %d ms"
            .formatted(
                follower.leader().leaderId(), (nowNanos - follower.leader().atNanos()) / 1_000_000)
        : "";
  }

  /**
   * Votes for itself in the term just begun and asks for votes (Raft §5.2). The requests may leave
   * while its own vote is being written; its own vote counts once it is durable (rule T2).
   *
   * @param transfer by which leader's word it stands; null if it waited for a timeout
   */
  void stand(@Nullable TransferToken transfer) {
    record.voteFor(ownVote());
    // D3: what it will ask for as a leader is on record before it can be one.
    record.raisePromiseCap(timings.askedNanos());
    restartTimer();
    Ballot ballot = open(record.term(), false, transfer);
    role = new Candidate(ballot);
    ask(ballot);
  }

  Vote ownVote() {
    return new Vote(self.nodeId(), self.incarnation());
  }

  private Ballot open(long term, boolean preVote, @Nullable TransferToken transfer) {
    return new Ballot(
        new VoteRequest(self, term, nextRound(), preVote, transfer), membership.quorum());
  }

  /**
   * Asks those who have not granted it, and again each interval. A voter whose disk takes longer
   * than a call has its vote durable by then and answers at once; without this, slow disks would
   * never elect anybody (rule V1, Raft §5.1).
   */
  void ask(Ballot ballot) {
    ballot.askAgainAt(nowNanos + timings.heartbeatNanos());
    membership.peers().stream()
        .filter(peer -> !ballot.has(peer))
        .forEach(peer -> send(peer, ballot.request()));
  }

  /** Takes over the term it was elected in; leads as soon as a majority answers (rule L1). */
  void lead() {
    promise.end();
    Lease lease = new Lease(membership, timings, timings.askedNanos(), nowNanos);
    Leader leader =
        new Leader(
            lease,
            new TransferToken(self.nodeId(), record.term(), random.nextLong()),
            new Successors(lease));
    role = leader;
    sendHeartbeats(leader);
  }

  void sendHeartbeats(Leader leader) {
    long round = nextRound();
    long intervalNanos = Math.min(timings.heartbeatNanos(), leader.lease().longestIntervalNanos());
    leader.lease().sent(round, nowNanos);
    leader.sent(nowNanos, intervalNanos);
    promiseCap.needs(timings.askedNanos());
    HeartbeatRequest heartbeat =
        new HeartbeatRequest(
            self,
            record.term(),
            round,
            contacts.heardSince(nowNanos - timings.timeoutMaxNanos()),
            leader.token().seal(),
            new PromiseRequest(timings.askedNanos(), timings.spreadNanos(), intervalNanos));
    membership.peers().forEach(peer -> send(peer, heartbeat));
    announceLeaseIfNew();
  }

  /** A majority may have answered: the first time, leadership begins. */
  void announceLeaseIfNew() {
    if (role instanceof Leader leader && holdsLease() && !leader.isAnnounced()) {
      leader.announce();
      tellIfAnotherThan(null, "elected by a majority");
      outbox.add(new Effect.LeadershipBegan(record.term()));
    }
  }

  /**
   * Leads no more, from this instant; only then is anybody told (rule L3). Whatever acted as the
   * leader may still be stopping: until the lease would have ended, this node helps nobody else to
   * lead, as the followers do not (rules H1, P3).
   */
  void stepDown(LossReason reason) {
    promise.keepQuietUntil(Objects.requireNonNull(leading()).lease().untilNanos());
    dropLease(reason);
  }

  /** The same, and the lease is over at once: it is handed over (rule H1). */
  void dropLease(LossReason reason) {
    // Who hands over has said so when it began to.
    if (role instanceof Leader leader && leader.isAnnounced()) {
      outbox.add(new Effect.LeadershipEnded(record.term(), reason));
    }
    restartTimer();
    become(Follower.OF_NOBODY, "this node stepped down, " + reason);
  }

  /**
   * Leads no more for whoever asks, from this instant, but keeps the lease and the followers'
   * loyalty until the leader's work has stopped (rule H1).
   */
  void release(Leader leader, int target, LossReason reason) {
    outbox.add(new Effect.LeadershipEnded(record.term(), reason));
    become(
        new HandingOver(leader), "node %d hands over to node %d".formatted(self.nodeId(), target));
  }

  void send(int peer, PeerRequest request) {
    Recipient known = new Recipient(terms.of(peer), processes.of(peer));
    outbox.add(new Effect.Send(peer, request.to(known)));
  }

  View view() {
    Follower.Heard heard = role instanceof Follower follower ? follower.leader() : null;
    return new View(
        role.shown(),
        record.durable().term(),
        record.durable().votedFor(),
        role.leaderId(),
        role instanceof Leader leader ? leader.lease().untilNanos() : View.NO_LEASE,
        heard == null ? View.NEVER : heard.atNanos(),
        heard == null ? View.NEVER : heard.silentAtNanos(),
        contacts.all(),
        heard == null ? Set.of() : heard.reachable(),
        paused,
        impediment());
  }
}
