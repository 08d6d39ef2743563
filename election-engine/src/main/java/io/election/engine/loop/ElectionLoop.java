package io.election.engine.loop;

import io.election.api.Election;
import io.election.api.ElectionControl;
import io.election.api.ElectionMonitor;
import io.election.api.HandOverResult;
import io.election.api.Leader;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.store.ElectionStore;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerRequestHandler;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PeerTransport;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import io.election.engine.View;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one node's election: one thread takes inputs from a queue, steps the state machine,
 * publishes what may be seen and carries the effects out.
 *
 * <p>All public methods may be called by any thread and return at once, but {@link #close}, which
 * waits a bounded time.
 */
public final class ElectionLoop implements PeerRequestHandler, AutoCloseable {

  private final NodeDescription node;
  private final Sender self;
  private final PeerTransport transport;
  private final LongSupplier clock;
  private final InstantSource wallClock;
  private final ElectionStateMachine machine;
  private final PublishedView shown;
  private final ApplicationWork work;
  private final LiveElection election;
  private final ElectionLog log;
  private final LoopControl control;
  private final ElectionMeter meter;
  private final ElectionCourse course;
  private final StoreWriter storeWriter;
  private final BlockingQueue<Input> inbox = new LinkedBlockingQueue<>();
  private final OpenExchanges openExchanges = new OpenExchanges();
  private final LoopProgress progress = new LoopProgress();
  private final Thread thread;
  private final LoopWatchdog watchdog;
  private long lastSequence;
  private volatile boolean stopped;

  /**
   * Prepares a node; {@link #start} sets it going. The store and the transport stay the caller's to
   * close, after this.
   *
   * @param node which node, among whom
   * @param restored what the store remembers
   * @param store where term and vote are kept
   * @param transport how to reach the peers
   * @param meter counts what this node goes through
   * @param random for election timeouts and this process's incarnation
   */
  public ElectionLoop(
      NodeDescription node,
      RestoredState restored,
      ElectionStore store,
      PeerTransport transport,
      ElectionMeter meter,
      RandomGenerator random) {
    this(node, restored, store, transport, meter, random, new SuspensionAwareClock());
  }

  ElectionLoop(
      NodeDescription node,
      RestoredState restored,
      ElectionStore store,
      PeerTransport transport,
      ElectionMeter meter,
      RandomGenerator random,
      LongSupplier clock) {
    this.node = node;
    this.transport = transport;
    this.clock = clock;
    this.wallClock = InstantSource.system();
    this.self = restored.sender(node.clusterId(), node.nodeId(), random.nextLong(Long.MAX_VALUE));
    this.machine =
        new ElectionStateMachine(
            self, node.timings(), node.priority(), restored, random, clock.getAsLong());
    this.shown = new PublishedView(clock, wallClock, machine.view());
    this.work =
        new ApplicationWork(
            node.nodeId(),
            shown,
            clock,
            node.timings().leaseNanos(),
            node.timings().timeoutMax(),
            nodeStarted());
    this.election = new LiveElection(node, shown, work, clock);
    this.log = new ElectionLog(node);
    this.control = new LoopControl(inbox::add);
    this.meter = meter;
    this.course = new ElectionCourse(meter);
    this.storeWriter = new StoreWriter(store, node.nodeId(), inbox::add);
    this.thread = DaemonThreads.named("election-" + node.nodeId(), this::run);
    this.watchdog =
        new LoopWatchdog(
            node.nodeId(), thread, progress, clock, shown, meter, node.timings().timeoutMax());
  }

  /** Sets the node going. To be called once. */
  public void start() {
    thread.start();
    watchdog.start();
  }

  /** Who leads, seen from this node. */
  public Election election() {
    return election;
  }

  /** The state of this node. */
  public ElectionMonitor monitor() {
    return election;
  }

  /** Steers this node's election. */
  public ElectionControl control() {
    return control;
  }

  /**
   * Hands leadership over, if this node has it, before the node is stopped, and takes none any more
   * (rule H4). Returns at once.
   *
   * @return completes within about the longest election timeout with what came of it
   */
  public CompletionStage<HandOverResult> handOverBeforeStop() {
    control.pause();
    return control.handOver(null, LossReason.STOPPED);
  }

  /** Listeners that threw or hung, and leader tasks that failed. */
  public ListenerFailures listenerFailures() {
    return work.failures();
  }

  /** The calls for whose end a hand-over waits. */
  public LeaderCalls leaderCalls() {
    return work.calls();
  }

  @Override
  public CompletionStage<PeerResponse> handle(PeerRequest request) {
    if (stopped || openExchanges.isFull()) {
      meter.messageRefused(Refusal.Reason.UNAVAILABLE);
      return CompletableFuture.completedFuture(unavailable());
    }
    CompletableFuture<PeerResponse> response = new CompletableFuture<>();
    inbox.add(new Input.RequestArrived(openExchanges.add(response), request));
    if (stopped) {
      openExchanges.answerAll(unavailable());
    }
    return response;
  }

  @Override
  public Refusal refuse(Refusal.Reason reason, String detail) {
    Refusal refusal = new Refusal(self, reason, detail);
    log.refused(refusal);
    meter.messageRefused(reason);
    return refusal;
  }

  /** Gives leadership up and stops. Closing twice does no harm. */
  @Override
  public void close() {
    inbox.add(new Input.Stop());
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    // For a node that was never started, or whose thread is held up.
    stopped = true;
    watchdog.close();
    openExchanges.answerAll(unavailable());
    control.close();
    storeWriter.close();
    work.close();
  }

  private void run() {
    String failure = null;
    try {
      carryOut(machine.start());
      while (!stopped) {
        takeInputs();
      }
    } catch (InterruptedException | RuntimeException | Error fault) {
      log.broken(fault);
      failure = "the election stopped by a fault of its own; restart this node";
    } finally {
      stopped = true;
      watchdog.close();
      endLeadership(failure);
      control.close();
      openExchanges.answerAll(unavailable());
      work.stopWaiting();
    }
  }

  /**
   * What has arrived goes before what is due: after a pause, a heartbeat that waits in the queue
   * beats the election timeout.
   */
  private void takeInputs() throws InterruptedException {
    long untilWakeUp = Math.max(0, progress.wakeUpAtNanos() - clock.getAsLong());
    Input first = inbox.poll(untilWakeUp, TimeUnit.NANOSECONDS);
    if (first != null) {
      step(first);
      for (int waiting = inbox.size(); waiting > 0 && !stopped; waiting--) {
        step(inbox.remove());
      }
    }
    if (!stopped && clock.getAsLong() >= progress.wakeUpAtNanos()) {
      step(new Input.WakeUp());
    }
  }

  private void step(Input input) {
    progress.begin();
    try {
      take(input);
    } finally {
      progress.end();
    }
  }

  private void take(Input input) {
    if (input instanceof Input.ResponseArrived arrived
        && arrived.response() instanceof Refusal refusal) {
      log.refusedBy(node.member(arrived.peer()), refusal);
    }
    carryOut(machine.step(clock.getAsLong(), input));
    if (input instanceof Input.Stop) {
      stopped = true;
    }
  }

  /** What was shown counts: the machine may have broken in the middle of a step. */
  private void endLeadership(@Nullable String failure) {
    View last = shown.withdraw(failure);
    if (last.leaseUntilNanos() != View.NO_LEASE) {
      work.leadershipEnded(
          new LeadershipLost(
              ++lastSequence, last.term(), Role.FOLLOWER, LossReason.STOPPED, now()));
    }
  }

  /**
   * Shows first, acts after: nobody may learn from a message that leadership is over while {@code
   * isLeader()} is still true.
   */
  private void carryOut(List<Effect> effects) {
    View view = machine.view();
    shown.publish(view);
    work.viewPublished();
    log.impediment(view.impediment());
    course.wentOn(view, clock.getAsLong());
    effects.forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Store store) {
      storeWriter.write(store.state());
    } else if (effect instanceof Effect.Send send) {
      send(node.member(send.peer()), send.request());
    } else if (effect instanceof Effect.Reply reply) {
      reply(reply);
    } else if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
      progress.scheduleWakeUp(wakeUp.atNanos());
    } else if (effect instanceof Effect.LeadershipBegan began) {
      work.leadershipBegan(
          new LeadershipAcquired(++lastSequence, shown.leadershipOf(began.term()), now()));
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      work.leadershipEnded(
              new LeadershipLost(
                  ++lastSequence, ended.term(), Role.FOLLOWER, ended.reason(), now()))
          .thenRun(() -> inbox.add(new Input.WorkStopped(ended.term())));
    } else if (effect instanceof Effect.HandOverEnded handOver) {
      control.ended(handOver);
    } else if (effect instanceof Effect.LeaderKnown known) {
      log.leaderKnown(known);
      work.leaderChanged(leaderChanged(known));
    }
  }

  private void send(Member peer, PeerRequest request) {
    CompletionStage<PeerResponse> answer;
    try {
      answer = transport.send(peer, request);
    } catch (RuntimeException failure) {
      log.unanswered(peer, request, failure);
      return;
    }
    answer.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            log.unanswered(peer, request, failure);
          } else {
            inbox.add(new Input.ResponseArrived(peer.id(), request, response));
          }
        });
  }

  private void reply(Effect.Reply reply) {
    if (reply.response() instanceof Refusal refusal) {
      log.refused(refusal);
      meter.messageRefused(refusal.reason());
    }
    openExchanges.answer(reply.exchange(), reply.response());
  }

  private Refusal unavailable() {
    return new Refusal(
        self,
        Refusal.Reason.UNAVAILABLE,
        "node %d is stopping or has too much to do".formatted(node.nodeId()));
  }

  private LeaderChanged nodeStarted() {
    View first = machine.view();
    return new LeaderChanged(
        ++lastSequence, Optional.empty(), first.term(), first.role(), "the node started", now());
  }

  private LeaderChanged leaderChanged(Effect.LeaderKnown known) {
    Instant at = now();
    Optional<Leader> leader =
        Optional.ofNullable(known.leaderId())
            .map(id -> new Leader(id, node.member(id).address(), known.term(), at));
    return new LeaderChanged(
        ++lastSequence, leader, known.term(), known.role(), known.reason(), at);
  }

  private Instant now() {
    return wallClock.instant();
  }
}
