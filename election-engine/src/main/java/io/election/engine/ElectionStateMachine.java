package io.election.engine;

import io.election.api.LossReason;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One node's election (Raft §5.2 with pre-vote, leader stickiness and a lease), as a function from
 * inputs and time to effects (rule S1).
 *
 * <p>The same restored state, random generator, inputs and times always give the same effects. Not
 * safe for use by several threads: one thread feeds it (rule S3).
 */
public final class ElectionStateMachine {

  private final NodeState node;
  private final Admission admission;
  private final StandAsideRule standAsideRule;
  private final GreetingRule greetingRule;
  private final ForgottenTermRule forgottenTermRule;
  private final VoteRequestRule voteRequestRule;
  private final HeartbeatRule heartbeatRule;
  private final WinningRule winningRule;
  private final LeaseRule leaseRule;
  private final HandOverRule handOverRule;
  private final TakeOverRule takeOverRule;
  private final TermRule termRule;
  private final DeadlineRule deadlineRule;
  private List<Input.RequestArrived> waitingHeartbeats = new ArrayList<>();
  private long wakeUpAtNanos = Long.MAX_VALUE;
  private boolean stopped;

  /**
   * @param self how this process signs its messages, whom it counts as members included
   * @param timings how fast
   * @param priority how much this node is preferred as a leader, from 0, which never leads
   * @param restored what this node's store remembers
   * @param random for election timeouts
   * @param nowNanos the time of the start
   */
  public ElectionStateMachine(
      Sender self,
      Timings timings,
      int priority,
      RestoredState restored,
      RandomGenerator random,
      long nowNanos) {
    node = new NodeState(self, timings, priority, restored, random, nowNanos);
    admission = new Admission(node);
    standAsideRule = new StandAsideRule(node);
    greetingRule = new GreetingRule(node);
    termRule = new TermRule(node);
    forgottenTermRule = new ForgottenTermRule(node, termRule);
    voteRequestRule = new VoteRequestRule(node, termRule);
    heartbeatRule = new HeartbeatRule(node);
    winningRule = new WinningRule(node, termRule);
    leaseRule = new LeaseRule(node, termRule);
    handOverRule = new HandOverRule(node, termRule);
    takeOverRule = new TakeOverRule(node, termRule);
    deadlineRule = new DeadlineRule(node, termRule, winningRule, handOverRule, greetingRule);
  }

  /** Starts the clock of the first election. To be called once, before the first step. */
  public List<Effect> start() {
    if (node.membership.isAlone()) {
      // Nobody else could lead: there is nobody to wait for.
      node.timer.expireAt(node.now());
    } else {
      node.startTimer();
    }
    greetingRule.greet();
    return finishStep();
  }

  /**
   * Takes one input in.
   *
   * @param nowNanos the time of this step; a time before the last step's counts as the last step's
   * @return what is to be done, in this order
   */
  public List<Effect> step(long nowNanos, Input input) {
    node.advanceTime(nowNanos);
    boolean gaveStoreUp = deadlineRule.enforceLimits(hasOverslept());
    handle(input);
    if (gaveStoreUp) {
      // After the input, which may be the late answer of the store: no answer names an older term
      // than the view does.
      recordCannotBeWritten();
    }
    return finishStep();
  }

  /** What may be seen of this node after the last step. */
  public View view() {
    return node.view();
  }

  private boolean hasOverslept() {
    return node.now() - node.timings.heartbeatNanos() > wakeUpAtNanos;
  }

  private void handle(Input input) {
    if (input instanceof Input.WakeUp) {
      if (!stopped) {
        deadlineRule.act();
      }
    } else if (input instanceof Input.RequestArrived arrived) {
      receive(arrived);
    } else if (input instanceof Input.ResponseArrived arrived) {
      take(arrived);
    } else if (input instanceof Input.Stored stored) {
      node.record.stored(stored.state(), node.now());
      recordIsWritten();
    } else if (input instanceof Input.StoreFailed failed) {
      node.record.failed(failed.state(), failed.cause(), node.now());
      deadlineRule.storeFailed();
      recordCannotBeWritten();
    } else if (input instanceof Input.HandOverRequested wish) {
      handOverRule.requested(wish);
    } else if (input instanceof Input.WorkStopped stoppedWork) {
      handOverRule.workStopped(stoppedWork.term());
    } else if (input instanceof Input.LeaseSeenOver seen) {
      deadlineRule.leaseSeenOver(seen.term());
    } else if (input instanceof Input.Pause) {
      node.pause();
    } else if (input instanceof Input.Resume) {
      node.resume();
    } else if (input instanceof Input.Stop) {
      stop();
    }
  }

  private void receive(Input.RequestArrived arrived) {
    PeerRequest request = arrived.request();
    standAsideRule.heard(request.sender());
    Optional<Refusal> refusal = stopped ? Optional.of(isStopping()) : admission.refuse(request);
    if (refusal.isEmpty()) {
      heard(request);
      standAsideRule.told(request.sender().nodeId(), request.recipient());
      refusal = forgottenTermRule.catchUp(request);
    }
    if (refusal.isPresent()) {
      reply(arrived, refusal.get());
    } else {
      answer(arrived);
    }
  }

  /** Who leads has its term on disk; who stands may not, yet (rule T2). */
  private void heard(PeerRequest request) {
    heard(request.sender().nodeId(), request instanceof HeartbeatRequest ? request.term() : 0);
  }

  private void answer(Input.RequestArrived arrived) {
    if (arrived.request() instanceof HeartbeatRequest heartbeat) {
      hear(arrived, heartbeat);
    } else if (arrived.request() instanceof TimeoutNowRequest word) {
      reply(arrived, takeOverRule.told(word));
    } else if (arrived.request() instanceof VoteRequest request && request.preVote()) {
      reply(arrived, voteRequestRule.answerPreVote(request));
    } else if (arrived.request() instanceof VoteRequest request) {
      vote(arrived, request);
    }
  }

  /**
   * What the follower is about to rest on is durable first: the term, and how long it may be bound
   * (rules M1, D3). Until then the heartbeat waits, and is handled again.
   */
  private void hear(Input.RequestArrived arrived, HeartbeatRequest heartbeat) {
    greetingRule.greet();
    if (!termRule.judge(heartbeat)) {
      reply(arrived, heartbeatRule.refuse());
      return;
    }
    long promiseNanos = heartbeatRule.promiseNanos(heartbeat);
    node.record.raisePromiseCap(promiseNanos);
    if (node.record.isAvailable() && !node.record.coversPromise(promiseNanos)
        || node.record.isBeingWritten()) {
      waitingHeartbeats.add(arrived);
    } else {
      reply(arrived, heartbeatRule.hear(heartbeat));
    }
  }

  /** Decided once; a grant is told when it is on disk, and not if it cannot be (rules T1, T5). */
  private void vote(Input.RequestArrived arrived, VoteRequest request) {
    if (voteRequestRule.grants(request)) {
      node.outbox.holdVote(arrived.exchange(), node.record.latest());
      sendWhatIsDurable();
    } else {
      reply(arrived, voteRequestRule.denial());
    }
  }

  private void recordIsWritten() {
    sendWhatIsDurable();
    if (node.record.isDurable()) {
      winningRule.ownRecordIsDurable();
      takeInHeartbeats();
    }
  }

  /** M1: the vote that is told restarts the timer, unless this node goes on to something else. */
  private void sendWhatIsDurable() {
    if (node.outbox.releaseVotes(node.record.durable(), voteRequestRule.denial())
        && node.isFollowerOfNobody()) {
      node.restartTimer();
    }
  }

  private void recordCannotBeWritten() {
    node.outbox.denyHeldVotes(voteRequestRule.denial());
    takeInHeartbeats();
  }

  private void takeInHeartbeats() {
    List<Input.RequestArrived> waiting = waitingHeartbeats;
    waitingHeartbeats = new ArrayList<>();
    waiting.forEach(this::answer);
  }

  private void take(Input.ResponseArrived arrived) {
    int peer = arrived.peer();
    PeerResponse response = arrived.response();
    standAsideRule.heard(response.sender());
    if (response instanceof Refusal refusal) {
      standAsideRule.refused(peer, refusal);
    } else if (response instanceof VoteResponse vote
        && arrived.request() instanceof VoteRequest request
        && admission.admits(peer, vote, vote.term())) {
      isAnswered(peer, vote.term());
      winningRule.answered(peer, request, vote);
    } else if (response instanceof HeartbeatResponse heartbeat
        && arrived.request() instanceof HeartbeatRequest request
        && admission.admits(peer, heartbeat, heartbeat.term())) {
      isAnswered(peer, heartbeat.term());
      leaseRule.answered(peer, request, heartbeat);
    } else if (response instanceof TimeoutNowResponse word
        && arrived.request() instanceof TimeoutNowRequest request
        && admission.admits(peer, word, word.term())) {
      isAnswered(peer, word.term());
      handOverRule.answered(request, word);
    }
  }

  private void isAnswered(int peer, long durableTerm) {
    node.acquaintances.know(peer);
    heard(peer, durableTerm);
  }

  private void heard(int peer, long durableTerm) {
    node.contacts.heard(peer, node.now());
    node.terms.heard(peer, durableTerm);
  }

  private void stop() {
    stopped = true;
    if (node.leading() != null) {
      node.stepDown(LossReason.STOPPED);
    } else {
      node.giveUpStanding();
    }
    handOverRule.giveUp("node %d is stopping".formatted(node.self.nodeId()));
    node.outbox.denyHeldVotes(voteRequestRule.denial());
    waitingHeartbeats.forEach(waiting -> reply(waiting, isStopping()));
    waitingHeartbeats.clear();
  }

  private Refusal isStopping() {
    return new Refusal(
        node.self, Refusal.Reason.UNAVAILABLE, "node %d is stopping".formatted(node.self.nodeId()));
  }

  private void reply(Input.RequestArrived arrived, PeerResponse response) {
    node.outbox.add(new Effect.Reply(arrived.exchange(), response));
  }

  private List<Effect> finishStep() {
    handOverRule.leaderMayBeKnown();
    if (!stopped) {
      lowerPromiseCap();
      node.record.startWrite(node.now(), node.leading() != null).ifPresent(node.outbox::addFirst);
      scheduleWakeUp();
    }
    return node.outbox.take();
  }

  /**
   * D8: what is on record is shortened when nothing that long was promised for a while; never below
   * what this node itself asks for, which it may do at any time (rule D3).
   */
  private void lowerPromiseCap() {
    long longest = node.promiseCap.longestOfAMinute(node.now());
    long needed = Math.max(longest, node.timings.askedNanos());
    if (longest > 0
        && waitingHeartbeats.isEmpty()
        && node.promise.leftNanos(node.now()) <= needed) {
      node.record.lowerPromiseCap(needed);
    }
  }

  private void scheduleWakeUp() {
    long next = deadlineRule.nextNanos();
    if (next != wakeUpAtNanos) {
      wakeUpAtNanos = next;
      node.outbox.add(new Effect.ScheduleWakeUp(next));
    }
  }
}
