package io.election.engine.loop;

import io.election.api.Election;
import io.election.api.ElectionMonitor;
import io.election.api.Leader;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Runs one node's election in real time: one thread turns the {@link MachineDriver}, and the
 * effects are carried out by whichever thread may take its time for them (rule S3).
 *
 * <p>All public methods may be called by any thread and return at once, but {@link #close}, which
 * waits a bounded time.
 */
public final class ElectionLoop implements PeerRequestHandler, AutoCloseable {

  private final NodeDescription node;
  private final Sender self;
  private final PeerTransport transport;
  private final LongSupplier clock;
  private final InstantSource wallClock = InstantSource.system();
  private final MachineDriver driver;
  private final ApplicationWork work;
  private final LiveElection election;
  private final ElectionLog log;
  private final ElectionMeter meter;
  private final ElectionCourse course;
  private final StoreWriter storeWriter;
  private final Thread thread;
  private final LoopWatchdog watchdog;
  private long lastSequence;

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
    this.self = restored.sender(node.clusterId(), node.nodeId(), random.nextLong(Long.MAX_VALUE));
    ElectionStateMachine machine =
        new ElectionStateMachine(
            self, node.timings(), node.priority(), restored, random, clock.getAsLong());
    this.thread = DaemonThreads.named("election-" + node.nodeId(), this::run);
    this.driver =
        new MachineDriver(
            machine,
            clock,
            wallClock,
            this::unavailable,
            CompletableFuture::runAsync,
            new Surroundings());
    this.work =
        new ApplicationWork(
            node.nodeId(),
            driver.shown(),
            clock,
            node.timings().leaseNanos(),
            node.timings().timeoutMax(),
            nodeStarted(machine.view()));
    this.election = new LiveElection(node, driver.shown(), work);
    this.log = new ElectionLog(node);
    this.meter = meter;
    this.course = new ElectionCourse(meter);
    this.storeWriter = new StoreWriter(store, node.nodeId(), driver::put);
    this.watchdog =
        new LoopWatchdog(
            node.nodeId(),
            thread,
            driver.progress(),
            clock,
            driver.shown(),
            meter,
            node.timings().timeoutMax());
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

  /** Steers this node's election, also when it is about to stop. */
  public LoopControl control() {
    return driver.control();
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
    CompletableFuture<PeerResponse> answer = new CompletableFuture<>();
    driver.handle(
        request,
        response -> {
          if (response instanceof Refusal refusal) {
            log.refused(refusal);
            meter.messageRefused(refusal.reason());
          }
          answer.complete(response);
        });
    return answer;
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
    driver.put(new Input.Stop());
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    driver.close();
    watchdog.close();
    storeWriter.close();
    work.close();
  }

  private void run() {
    String failure = null;
    try {
      driver.start();
      driver.turn();
      while (!driver.hasStopped()) {
        LockSupport.parkNanos(this, driver.wakeUpAtNanos() - clock.getAsLong());
        // An interrupted thread would never park again.
        Thread.interrupted();
        driver.turn();
      }
    } catch (RuntimeException | Error fault) {
      log.broken(fault);
      failure = "the election stopped by a fault of its own; restart this node";
    } finally {
      watchdog.close();
      driver.end(failure);
      work.stopWaiting();
    }
  }

  /** Carries effects out, each on the thread that may take its time for it (rule S3). */
  private final class Surroundings implements MachineDriver.Surroundings {

    @Override
    public void wake() {
      LockSupport.unpark(thread);
    }

    @Override
    public void stepped(long nowNanos, View before, Input input, List<Effect> effects) {
      if (input instanceof Input.ResponseArrived arrived
          && arrived.response() instanceof Refusal refusal) {
        log.refusedBy(node.member(arrived.peer()), refusal);
      }
      View view = driver.shown().view();
      work.viewPublished();
      log.impediment(view.impediment());
      course.wentOn(view, clock.getAsLong());
    }

    @Override
    public void carryOut(Effect effect) {
      if (effect instanceof Effect.Store store) {
        storeWriter.write(store.state());
      } else if (effect instanceof Effect.Send send) {
        send(node.member(send.peer()), send.request());
      } else if (effect instanceof Effect.LeadershipBegan began) {
        work.leadershipBegan(
            new LeadershipAcquired(
                ++lastSequence, driver.shown().leadershipOf(began.term()), now()));
      } else if (effect instanceof Effect.LeadershipEnded ended) {
        work.leadershipEnded(
                new LeadershipLost(
                    ++lastSequence, ended.term(), Role.FOLLOWER, ended.reason(), now()))
            .thenRun(() -> driver.put(new Input.WorkStopped(ended.term())));
      } else if (effect instanceof Effect.LeaderKnown known) {
        log.leaderKnown(known);
        work.leaderChanged(leaderChanged(known));
      }
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
            driver.put(new Input.ResponseArrived(peer.id(), request, response));
          }
        });
  }

  private Refusal unavailable() {
    return new Refusal(
        self,
        Refusal.Reason.UNAVAILABLE,
        "node %d is stopping or has too much to do".formatted(node.nodeId()));
  }

  private LeaderChanged nodeStarted(View first) {
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
