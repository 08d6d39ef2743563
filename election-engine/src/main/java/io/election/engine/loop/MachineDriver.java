package io.election.engine.loop;

import io.election.api.LossReason;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.engine.Effect;
import io.election.engine.ElectionStateMachine;
import io.election.engine.Input;
import io.election.engine.View;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives one node's state machine, without a thread of its own: what goes first, what is shown
 * before it is acted upon, and what those get who ask a node that stops. {@link ElectionLoop} turns
 * it in real time and a simulation in virtual time, so what the simulation proves holds for both.
 *
 * <p>One thread starts, turns and ends it. Everything else may be called by any thread and returns
 * at once.
 */
public final class MachineDriver {

  private final ElectionStateMachine machine;
  private final LongSupplier clock;
  private final Surroundings surroundings;
  private final PublishedView shown;
  private final OpenQuestions<PeerResponse> requests;
  private final LoopControl control;
  private final LoopProgress progress = new LoopProgress();
  private final Queue<Input> inbox = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  /** The term of the leadership whose begin was told and whose end was not. */
  private @Nullable Long toldTerm;

  /** What a driver acts on. */
  public interface Surroundings {

    /** There is something in the inbox: the driver is to be turned soon. Called by any thread. */
    void wake();

    /**
     * An input was taken in. What may be seen now is shown already, the effects are yet to come.
     * Called by the thread that turns.
     *
     * @param nowNanos what the clock showed then
     * @param before what could be seen before
     */
    void stepped(long nowNanos, View before, Input input, List<Effect> effects);

    /**
     * Does what is wanted. A reply, the end of a hand-over and a wake-up are the driver's own to
     * carry out; these are told here when they are done. Called by the thread that turns.
     */
    void carryOut(Effect effect);
  }

  /**
   * Prepares to drive.
   *
   * @param machine a machine that has not been started
   * @param clock its monotonic clock; safe for use by any thread
   * @param wallClock shown to people
   * @param unavailable the answer to a request that this node can't answer
   * @param elsewhere runs what hangs on the result of a hand-over
   * @param surroundings what it acts on
   */
  public MachineDriver(
      ElectionStateMachine machine,
      LongSupplier clock,
      InstantSource wallClock,
      Supplier<? extends PeerResponse> unavailable,
      Executor elsewhere,
      Surroundings surroundings) {
    this.machine = machine;
    this.clock = clock;
    this.surroundings = surroundings;
    this.shown = new PublishedView(clock, wallClock, machine.view());
    this.requests = new OpenQuestions<>(unavailable, Runnable::run);
    this.control = new LoopControl(this::put, elsewhere);
  }

  /** What may be seen of the node. */
  public PublishedView shown() {
    return shown;
  }

  /** Steers the node. */
  public LoopControl control() {
    return control;
  }

  LoopProgress progress() {
    return progress;
  }

  /** Whether it takes nothing in any more. */
  boolean hasStopped() {
    return stopped;
  }

  /** When it is to be turned, whatever arrives until then. */
  public long wakeUpAtNanos() {
    return progress.wakeUpAtNanos();
  }

  /** Something happens to the node. */
  public void put(Input input) {
    inbox.add(input);
    surroundings.wake();
  }

  /**
   * A peer asks.
   *
   * @param asker takes the answer once; usually on the thread that turns, and it may not hold that
   *     up
   */
  public void handle(PeerRequest request, Consumer<? super PeerResponse> asker) {
    requests.ask(exchange -> put(new Input.RequestArrived(exchange, request)), asker);
  }

  /** Starts the machine. To be called once, before the first turn. */
  public void start() {
    List<Effect> effects = machine.start();
    shown.publish(machine.view());
    effects.forEach(this::carryOut);
  }

  /**
   * Takes in what has arrived and does what is due.
   *
   * <p>What has arrived goes before what is due: after a pause, a heartbeat that waits in the inbox
   * beats the election timeout.
   */
  public void turn() {
    for (int waiting = inbox.size(); waiting > 0 && !stopped; waiting--) {
      step(inbox.remove());
    }
    if (!stopped && clock.getAsLong() >= wakeUpAtNanos()) {
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

  /**
   * Shows first, acts after: nobody may learn from a message that leadership is over while {@code
   * isLeader()} is still true.
   */
  private void take(Input input) {
    View before = shown.view();
    long now = clock.getAsLong();
    List<Effect> effects = machine.step(now, input);
    View after = machine.view();
    boolean seenOver = shown.publish(after);
    surroundings.stepped(now, before, input, effects);
    effects.forEach(this::carryOut);
    if (seenOver) {
      take(new Input.LeaseSeenOver(after.term()));
    }
    if (input instanceof Input.Stop) {
      end(null);
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Reply reply) {
      requests.answer(reply.exchange(), reply.response());
    } else if (effect instanceof Effect.HandOverEnded handOver) {
      control.ended(handOver);
    } else if (effect instanceof Effect.ScheduleWakeUp wakeUp) {
      progress.scheduleWakeUp(wakeUp.atNanos());
    } else if (effect instanceof Effect.LeadershipBegan began) {
      toldTerm = began.term();
    } else if (effect instanceof Effect.LeadershipEnded) {
      toldTerm = null;
    }
    surroundings.carryOut(effect);
  }

  /**
   * The node takes no part any more. What was told counts, not what the machine says: it may have
   * broken in the middle of a step. Ending twice does no harm.
   *
   * @param failure why; null if the node was told to stop
   */
  void end(@Nullable String failure) {
    stopped = true;
    shown.withdraw(failure);
    if (toldTerm != null) {
      carryOut(new Effect.LeadershipEnded(toldTerm, LossReason.STOPPED));
    }
    close();
  }

  /**
   * Takes nothing in any more and refuses whoever waits for an answer or asks later. For a node
   * that was never started, whose thread is held up or whose process is gone.
   */
  public void close() {
    stopped = true;
    requests.close();
    control.close();
  }
}
