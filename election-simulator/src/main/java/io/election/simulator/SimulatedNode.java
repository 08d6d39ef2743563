package io.election.simulator;

import io.election.api.HandOverResult;
import io.election.api.LossReason;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.Membership;
import io.election.engine.Timings;
import io.election.engine.View;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One member: a process around the real state machine that can crash, start again and stand still.
 * It does what {@code ElectionLoop} does, without threads: it shows the view first and carries the
 * effects out after, in their order.
 */
public final class SimulatedNode {

  /** The cluster that simulated nodes belong to. */
  public static final String CLUSTER_ID = "simulated";

  /** How long the leader's work takes to stop that does not. */
  public static final long NEVER = Long.MAX_VALUE;

  private final int id;
  private final Membership membership;
  private final Timings timings;
  private final int priority;
  private final Agenda agenda;
  private final SimulatedClock clock;
  private final Disk disk;
  private final Network network;
  private final Watcher watcher;
  private final RandomGenerator random;
  private final SimulatedWork work;
  private final Map<Long, Message> openExchanges = new HashMap<>();
  private final Map<Long, Consumer<HandOverResult>> openWishes = new HashMap<>();
  private final List<Input> missed = new ArrayList<>();
  private @Nullable ElectionStateMachine machine;
  private @Nullable View view;
  private boolean standsStill;
  private long process;
  private long lastExchange;
  private long lastWish;
  private long wakeUpAtNanos;
  private long wakeUpNumber;
  private long wakeUpDelayNanos;
  private long wallAheadNanos;

  /**
   * @param id the member's id
   * @param members the ids of all members
   * @param timings of its elections
   * @param priority how much it is preferred as a leader
   * @param clock what it takes for the time
   * @param disk keeps its record
   * @param world where it lives
   */
  public SimulatedNode(
      int id,
      Set<Integer> members,
      Timings timings,
      int priority,
      SimulatedClock clock,
      Disk disk,
      World world) {
    this.id = id;
    this.membership = new Membership(id, members);
    this.timings = timings;
    this.priority = priority;
    this.clock = clock;
    this.disk = disk;
    this.agenda = world.agenda();
    this.network = world.network();
    this.watcher = world.watcher();
    this.random = world.random();
    this.work = new SimulatedWork(agenda);
  }

  /**
   * What surrounds a node.
   *
   * @param agenda true time
   * @param network takes its messages
   * @param watcher sees what it does
   * @param random for its election timeouts
   */
  public record World(Agenda agenda, Network network, Watcher watcher, RandomGenerator random) {}

  /** The member's id. */
  public int id() {
    return id;
  }

  /** Its disk. */
  public Disk disk() {
    return disk;
  }

  /** Its monotonic clock. */
  public SimulatedClock clock() {
    return clock;
  }

  /** Whether its process runs, standing still or not. */
  public boolean runs() {
    return machine != null;
  }

  /** What can be seen of it; null while no process runs. */
  public @Nullable View view() {
    return view;
  }

  /** What it would answer if it were asked at this instant (rule L2). */
  public boolean isLeader() {
    View seen = view;
    return seen != null && seen.leadsAt(clock.read());
  }

  /** Whether somebody acts as the leader on it who may rely on nobody else doing so (rule H1). */
  boolean isAtWork() {
    return machine != null && work.isSafeAt(clock.read());
  }

  /** Whether what acts as the leader in this term has begun and not stopped. */
  boolean isAtWorkIn(long term) {
    return work.goesOnIn(term);
  }

  /** From now on the leader's work takes so long to stop, each time that it is told to. */
  public void stopWorkAfter(LongSupplier nanos) {
    work.stopsAfter(nanos);
  }

  /** The leader's work of this term stops now. */
  public void stopWork(long term) {
    work.stops(term);
    step(new Input.WorkStopped(term));
  }

  /** Its wall clock now, which decides nothing (rule M3). */
  public long wallClock() {
    return agenda.now() + wallAheadNanos;
  }

  /** Somebody sets its wall clock. */
  public void setWallClock(long aheadNanos) {
    wallAheadNanos = aheadNanos;
  }

  /** From now on its timers fire up to so much too late. */
  public void delayWakeUps(long nanos) {
    wakeUpDelayNanos = nanos;
  }

  /** Starts a process on what the disk holds. */
  public void start() {
    process++;
    ElectionStateMachine started =
        new ElectionStateMachine(
            signature(), membership, timings, priority, disk.restore(), random, clock.read());
    machine = started;
    List<Effect> effects = started.start();
    view = started.view();
    watcher.started(this);
    carryOut(effects);
  }

  /** How its present process signs, or its last one. */
  Sender signature() {
    return new Sender(CLUSTER_ID, Sender.CURRENT_PROTOCOL_VERSION, id, process);
  }

  void startIfDown() {
    if (!runs()) {
      start();
    }
  }

  /** The process ends without another word. */
  public void crash() {
    machine = null;
    view = null;
    standsStill = false;
    missed.clear();
    openExchanges.clear();
    openWishes.clear();
    work.dies();
    wakeUpNumber++;
    disk.interrupt();
    watcher.crashed(this);
  }

  /**
   * Somebody wants it to hand its leadership over.
   *
   * @param target to whom; null for whoever suits best
   * @param reason what it tells as the reason
   * @param outcome hears what came of it, if the process lives on
   */
  public void handOver(
      @Nullable Integer target, LossReason reason, Consumer<HandOverResult> outcome) {
    if (machine != null) {
      openWishes.put(++lastWish, outcome);
      step(new Input.HandOverRequested(lastWish, target, reason));
    }
  }

  /**
   * The process is told to end, as by SIGTERM: it hands over if it leads, stops and is gone (rule
   * H4).
   *
   * @param gone hears when it is, if it does not crash before
   */
  public void stopInOrder(Runnable gone) {
    step(new Input.Pause());
    handOver(
        null,
        LossReason.STOPPED,
        result -> {
          step(new Input.Stop());
          crash();
          gone.run();
        });
  }

  /** The process is stopped, as by SIGSTOP; what arrives waits. */
  public void standStill() {
    standsStill = machine != null;
  }

  /** The process goes on. */
  public void goOn() {
    if (standsStill) {
      standsStill = false;
      List<Input> now = List.copyOf(missed);
      missed.clear();
      now.forEach(this::step);
      wakeUpIfDue();
    }
  }

  /** A message arrives. An answer to a process that is gone goes unheard. */
  public void receive(Message message) {
    if (machine == null) {
      return;
    }
    PeerResponse response = message.response();
    if (response == null) {
      openExchanges.put(++lastExchange, message);
      step(new Input.RequestArrived(lastExchange, message.request()));
    } else if (message.process() == process) {
      step(new Input.ResponseArrived(message.asked(), message.request(), response));
    }
  }

  /** Takes one input in, if a process runs; later, if it stands still. */
  public void step(Input input) {
    ElectionStateMachine running = machine;
    View before = view;
    if (running == null || before == null) {
      return;
    }
    if (standsStill) {
      missed.add(input);
      return;
    }
    List<Effect> effects = running.step(clock.read(), input);
    view = running.view();
    work.seesLease(running.view().leaseUntilNanos());
    watcher.stepped(this, before, input, effects);
    carryOut(effects);
  }

  private void carryOut(List<Effect> effects) {
    long carrier = process;
    for (Effect effect : effects) {
      carryOut(effect);
      if (machine == null || process != carrier) {
        // Crashed in the middle of it.
        return;
      }
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Store store) {
      long writer = process;
      disk.write(store.state(), outcome -> hear(writer, outcome));
    } else if (effect instanceof Effect.Send send) {
      send(send.peer(), send.request());
    } else if (effect instanceof Effect.Reply reply) {
      reply(reply);
    } else if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
      wakeUpAtNanos = wakeUp.atNanos();
      awaitWakeUp();
    } else if (effect instanceof Effect.LeadershipBegan began) {
      work.begins(began.term());
    } else if (effect instanceof Effect.LeadershipEnded ended) {
      work.isToStop(ended.term(), this::stopWork);
    } else if (effect instanceof Effect.HandOverEnded ended) {
      tell(ended);
    }
    watcher.carriedOut(this, effect);
  }

  private void tell(Effect.HandOverEnded ended) {
    Consumer<HandOverResult> outcome = openWishes.remove(ended.request());
    long wished = process;
    if (outcome != null) {
      agenda.after(
          0,
          () -> {
            if (wished == process && machine != null) {
              outcome.accept(ended.result());
            }
          });
    }
  }

  private void hear(long writer, Input outcome) {
    if (writer == process) {
      step(outcome);
    }
  }

  private void send(int peer, PeerRequest request) {
    if (request instanceof TimeoutNowRequest) {
      work.isLeftBehind();
    }
    watcher.requestLeaves(this, request);
    network.send(new Message(id, process, peer, request, null));
  }

  private void reply(Effect.Reply reply) {
    Message asked = openExchanges.remove(reply.exchange());
    if (asked != null) {
      watcher.responseLeaves(this, asked.request(), reply.response());
      network.send(asked.answeredWith(reply.response()));
    }
  }

  private void awaitWakeUp() {
    long number = ++wakeUpNumber;
    long late = wakeUpDelayNanos == 0 ? 0 : random.nextLong(wakeUpDelayNanos);
    if (wakeUpAtNanos != Long.MAX_VALUE) {
      agenda.after(
          clock.untilItShows(wakeUpAtNanos) + late,
          () -> {
            if (number == wakeUpNumber) {
              wakeUpIfDue();
            }
          });
    }
  }

  /** The clock may have been slowed down meanwhile: then it is not yet time. */
  private void wakeUpIfDue() {
    if (machine == null || standsStill) {
      return;
    }
    if (clock.read() < wakeUpAtNanos) {
      awaitWakeUp();
      return;
    }
    long number = wakeUpNumber;
    step(new Input.WakeUp());
    if (number == wakeUpNumber) {
      throw new Violation("S3: node " + id + " wants to be woken at a time that has passed");
    }
  }
}
