package io.election.simulator;

import io.election.api.ElectionControl;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import io.election.engine.View;
import io.election.engine.loop.MachineDriver;
import io.election.simulator.invariant.Violation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One member: a process around the real state machine and its {@link MachineDriver}, which can
 * crash, start again and stand still. What {@code ElectionLoop} does with threads, it does in
 * virtual time. A member can have a {@linkplain #twin twin}: then two processes run under one id.
 */
public final class SimulatedNode {

  /** The cluster that simulated nodes belong to. */
  public static final String CLUSTER_ID = "simulated";

  /** How long the leader's work takes to stop that does not. */
  public static final long NEVER = Long.MAX_VALUE;

  private final int id;
  private final String name;
  private Set<Integer> members;
  private Timings timings;
  private final int priority;
  private final Agenda agenda;
  private final SimulatedClock clock;
  private final Disk disk;
  private final Network network;
  private final Watcher watcher;
  private final RandomGenerator random;
  private final SimulatedWork work;
  private final ProcessNumbers numbersOfItsId;
  private @Nullable Process process;
  private @Nullable Sender signature;
  private boolean standsStill;
  private final Set<Long> processNumbers = new HashSet<>();
  private long processNumber;
  private long wakeUpNumber;
  private long wakeUpDelayNanos;
  private long wallAheadNanos;
  private long holdNanos;
  private long steppedAtNanos;

  /**
   * @param id the member's id
   * @param members the ids of all members
   * @param timings of the elections of its first process
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
    this(
        id,
        String.valueOf(id),
        members,
        timings,
        priority,
        new ProcessNumbers(),
        clock,
        disk,
        world);
  }

  private SimulatedNode(
      int id,
      String name,
      Set<Integer> members,
      Timings timings,
      int priority,
      ProcessNumbers numbersOfItsId,
      SimulatedClock clock,
      Disk disk,
      World world) {
    this.id = id;
    this.name = name;
    this.members = Set.copyOf(members);
    this.timings = timings;
    this.priority = priority;
    this.numbersOfItsId = numbersOfItsId;
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

  /** Another node that claims to be this member, on a machine and a disk of its own. */
  SimulatedNode twin(SimulatedClock otherClock, Disk otherDisk, World otherWorld) {
    return new SimulatedNode(
        id,
        name + "'",
        members,
        timings,
        priority,
        numbersOfItsId,
        otherClock,
        otherDisk,
        otherWorld);
  }

  /** The member's id. */
  public int id() {
    return id;
  }

  /** The member's id, and which of two that share it. */
  String name() {
    return name;
  }

  /** Its disk. */
  public Disk disk() {
    return disk;
  }

  /** The timings of its present process, or of its next one. */
  public Timings timings() {
    return timings;
  }

  /** Its next process has these timings. */
  public void retime(Timings next) {
    timings = next;
  }

  /** Its next process is started with this list of members. */
  public void list(Set<Integer> next) {
    members = Set.copyOf(next);
  }

  /** Its monotonic clock. */
  public SimulatedClock clock() {
    return clock;
  }

  /** What its loop took for the time in its latest step. */
  public long steppedAtNanos() {
    return steppedAtNanos;
  }

  /** Whether a process was ever started. */
  public boolean hasStarted() {
    return signature != null;
  }

  /** Whether its process runs, standing still or not. */
  public boolean runs() {
    return process != null;
  }

  /** What can be seen of it; null while no process runs. */
  public @Nullable View view() {
    return process == null ? null : process.driver.shown().view();
  }

  /** Whether it runs and does not say that something keeps it from voting and leading. */
  boolean takesPart() {
    View seen = view();
    return seen != null && seen.impediment() == null;
  }

  /** Whether it leads at this instant (rule L2). Nobody asks it, which could make a difference. */
  public boolean isLeader() {
    return process != null && process.driver.shown().view().leadsAt(clock.read());
  }

  /** What it answers to a thread of its process that asks whether it leads (rule D12). */
  boolean saysItLeads() {
    return process != null && process.driver.shown().isLeader();
  }

  /** Whether somebody acts as the leader on it who may rely on nobody else doing so (rule H1). */
  boolean isAtWork() {
    return process != null && work.isSafeAt(clock.read());
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
    processNumber = numbersOfItsId.next();
    processNumbers.add(processNumber);
    Process started = new Process();
    process = started;
    watcher.started(this);
    started.driver.start();
  }

  /** Whether this is its process, or one of those that are gone. */
  boolean hasRun(int idOfProcess, long number) {
    return idOfProcess == id && processNumbers.contains(number);
  }

  /**
   * How its present process signs, or its last one.
   *
   * @throws NullPointerException if it was never started
   */
  public Sender signature() {
    return Objects.requireNonNull(signature);
  }

  void startIfDown() {
    if (!runs()) {
      start();
    }
  }

  /** The process ends without another word. */
  public void crash() {
    Process gone = process;
    process = null;
    standsStill = false;
    work.dies();
    wakeUpNumber++;
    disk.interrupt();
    if (gone != null) {
      gone.driver.close();
    }
    watcher.crashed(this);
  }

  /** Somebody steers it, if a process runs. */
  public void steer(Consumer<ElectionControl> wish) {
    if (process != null) {
      wish.accept(process.driver.control());
    }
  }

  /**
   * The process is told to end, as by SIGTERM: it hands over if it leads, stops and is gone (rule
   * H4).
   *
   * @param gone hears when it is, if it does not crash before
   */
  public void stopInOrder(Runnable gone) {
    if (process != null) {
      process.stopInOrder(gone);
    }
  }

  /** The process is stopped, as by SIGSTOP; what arrives waits. */
  public void standStill() {
    standsStill = process != null;
  }

  /** The process goes on. */
  public void goOn() {
    if (standsStill) {
      standsStill = false;
      if (process != null) {
        process.wake();
      }
    }
  }

  /**
   * The next time that its loop reads the clock, that thread stands still for so long before it
   * does anything with the reading. The other threads of the process go on.
   */
  public void holdLoop(long nanos) {
    if (process != null && !process.isTurning) {
      holdNanos = nanos;
    }
  }

  /** A message arrives. An answer to a process that is gone goes unheard. */
  public void receive(Message message) {
    if (process != null) {
      process.receive(message);
    }
  }

  /** Takes one input in, if a process runs; later, if it stands still. */
  public void step(Input input) {
    if (process != null) {
      process.driver.put(input);
    }
  }

  private void awaitWakeUp(Process waiting) {
    long number = ++wakeUpNumber;
    long late = wakeUpDelayNanos == 0 ? 0 : random.nextLong(wakeUpDelayNanos);
    long wakeUpAtNanos = waiting.driver.wakeUpAtNanos();
    if (wakeUpAtNanos != Long.MAX_VALUE) {
      agenda.after(
          clock.untilItShows(wakeUpAtNanos) + late,
          () -> {
            if (number == wakeUpNumber) {
              waiting.wakeUp();
            }
          });
    }
  }

  /** Of all processes that run under one id, each has its own. */
  private static final class ProcessNumbers {

    private long last;

    private long next() {
      return ++last;
    }
  }

  /** From a start to a crash or a stop. After that it does nothing any more. */
  private final class Process implements MachineDriver.Surroundings {

    private final long number = processNumber;
    private final MachineDriver driver;
    private boolean isTurning;
    private boolean isAwake;
    private boolean isHeld;

    private Process() {
      RestoredState restored = disk.start(members, timings);
      Sender self = restored.sender(CLUSTER_ID, id, number);
      signature = self;
      ElectionStateMachine machine =
          new ElectionStateMachine(self, timings, priority, restored, random, clock.read());
      driver =
          new MachineDriver(
              machine,
              this::readClock,
              () -> Instant.EPOCH.plusNanos(wallClock()),
              () -> new Refusal(self, Refusal.Reason.UNAVAILABLE, "this node is stopping"),
              Runnable::run,
              this);
    }

    private long readClock() {
      long reading = clock.read();
      if (isTurning && !isHeld && holdNanos > 0) {
        long untilNanos = agenda.now() + holdNanos;
        holdNanos = 0;
        isHeld = true;
        agenda.runUntil(untilNanos);
        isHeld = false;
        // Something may be due by now.
        isAwake = true;
      }
      return reading;
    }

    private void stopInOrder(Runnable gone) {
      driver
          .control()
          .handOverBeforeStop()
          // Outside of the stage, which would swallow a violation.
          .thenRun(() -> agenda.after(0, () -> ifItRuns(() -> stop(gone))));
    }

    private void stop(Runnable gone) {
      driver.put(new Input.Stop());
      crash();
      gone.run();
    }

    private void ifItRuns(Runnable action) {
      if (this == process) {
        action.run();
      }
    }

    @Override
    public void wake() {
      isAwake = true;
      if (!standsStill && !isTurning) {
        turn();
      }
    }

    private void turn() {
      isTurning = true;
      do {
        isAwake = false;
        driver.turn();
      } while (isAwake && this == process);
      isTurning = false;
      requireRest();
    }

    private void requireRest() {
      if (this == process && clock.read() >= driver.wakeUpAtNanos()) {
        throw new Violation("S3: node " + id + " wants to be woken at a time that has passed");
      }
    }

    /** The clock may have been slowed down meanwhile: then it is not yet time. */
    private void wakeUp() {
      if (clock.read() < driver.wakeUpAtNanos()) {
        awaitWakeUp(this);
      } else {
        wake();
      }
    }

    private void receive(Message message) {
      PeerResponse response = message.response();
      if (response == null) {
        driver.handle(message.request(), answer -> reply(message, answer));
      } else if (message.process() == number) {
        driver.put(new Input.ResponseArrived(message.asked(), message.request(), response));
      }
    }

    private void reply(Message asked, PeerResponse answer) {
      if (this == process) {
        watcher.responseLeaves(SimulatedNode.this, asked.request(), answer);
        network.send(asked.answeredWith(answer));
      }
    }

    @Override
    public void stepped(long nowNanos, View before, Input input, List<Effect> effects) {
      if (this != process) {
        // Crashed while its loop was held.
        return;
      }
      steppedAtNanos = nowNanos;
      work.seesLease(driver.shown().view().leaseUntilNanos());
      watcher.stepped(SimulatedNode.this, before, input, effects);
    }

    @Override
    public void carryOut(Effect effect) {
      if (this != process) {
        // Crashed in the middle of it.
        return;
      }
      if (effect instanceof Effect.Store store) {
        disk.write(store.state(), outcome -> ifItRuns(() -> driver.put(outcome)));
      } else if (effect instanceof Effect.Send send) {
        send(send.peer(), send.request());
      } else if (effect instanceof Effect.ScheduleWakeUp) {
        awaitWakeUp(this);
      } else if (effect instanceof Effect.LeadershipBegan began) {
        work.begins(began.term());
      } else if (effect instanceof Effect.LeadershipEnded ended) {
        work.isToStop(ended.term(), SimulatedNode.this::stopWork);
      }
      watcher.carriedOut(SimulatedNode.this, effect);
    }

    private void send(int peer, PeerRequest request) {
      if (request instanceof TimeoutNowRequest) {
        work.isLeftBehind();
      }
      watcher.requestLeaves(SimulatedNode.this, peer, request);
      network.send(new Message(id, number, peer, request, null));
    }
  }
}
