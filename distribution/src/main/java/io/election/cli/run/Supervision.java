package io.election.cli.run;

import io.election.cli.CommandFailure;
import io.election.cli.access.NodeAccess;
import io.election.cli.run.WorkPermit.Order;
import io.election.cli.run.WorkStream.Word.Start;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program while it runs, its permit, and who watches over both: does to the program what the
 * permit orders. The thread that supervises waits for nothing else.
 */
final class Supervision implements AutoCloseable {

  /** A lease that cannot be asked for in this time is none to start work under. */
  private static final Duration LONGEST_WAIT_FOR_CERTAINTY = Duration.ofSeconds(2);

  /**
   * The longest that nobody looks at the clock. A machine that wakes from a sleep finds its threads
   * still waiting, although the time has passed.
   */
  private static final Duration LONGEST_BLINK = Duration.ofMillis(20);

  private static final Duration SHORTEST_BLINK = Duration.ofMillis(1);

  private final Program program;
  private final WorkPermit permit;
  private final LongSupplier clock;
  private final Notices notices;
  private final Guard guard;
  private final LeaseWatch watch;

  /** Has a permit for each event that the supervising thread should look at. */
  private final Semaphore events = new Semaphore(0);

  private volatile @Nullable WorkTree tree;

  private Supervision(
      URI url,
      NodeAccess access,
      Program program,
      WorkPermit permit,
      LongSupplier clock,
      Notices notices) {
    this.program = program;
    this.permit = permit;
    this.clock = clock;
    this.notices = notices;
    this.guard = Guard.start(program.mark());
    this.watch = new LeaseWatch(url, access, permit, clock, this::afterAnswer);
  }

  /** Begins to ask the node for its lease; nothing is started yet. */
  static Supervision begin(
      URI url,
      NodeAccess access,
      Program program,
      WorkPermit permit,
      LongSupplier clock,
      Notices notices) {
    Supervision supervision = new Supervision(url, access, program, permit, clock, notices);
    supervision.watch.start();
    return supervision;
  }

  /** On the lease watch's thread. A guard that has nothing to guard yet must not lose patience. */
  private void afterAnswer() {
    WorkTree present = tree;
    if (present != null) {
      renewGuard(present.processIds());
    }
    lookUp();
  }

  private void renewGuard(Stream<Long> processIds) {
    if (!guard.renew(permit.nanosToLastResort(clock.getAsLong()), processIds)) {
      notices.say(
          "no shell watches over this process: if it is killed, %s goes on"
              .formatted(program.name()));
    }
  }

  /** Something has happened that the permit knows of. May be called by any thread. */
  void lookUp() {
    events.release();
  }

  /**
   * Waits until work may start.
   *
   * @return false if the permit ends before, or it takes too long
   */
  boolean awaitCertainty() throws InterruptedException {
    long deadline = clock.getAsLong() + LONGEST_WAIT_FOR_CERTAINTY.toNanos();
    while (!permit.mayStart(clock.getAsLong())) {
      long left = deadline - clock.getAsLong();
      if (permit.whyItEnds().isPresent() || left <= 0) {
        return false;
      }
      await(left);
    }
    return true;
  }

  String whyNotCertain() {
    return permit.whyItEnds().orElseGet(watch::failure);
  }

  /**
   * Starts the program and waits until it and all that it started are gone.
   *
   * @return its exit code, or 128 and the number of the signal that ended it
   * @throws CommandFailure if it cannot be started
   */
  int work(Start start) throws InterruptedException {
    ForwardedSignals signals = ForwardedSignals.collect();
    renewGuard(Stream.empty());
    Process process = program.start(start);
    WorkTree all = new WorkTree(process, program.mark(), this::lookUp);
    tree = all;
    renewGuard(all.processIds());
    signals.passTo(process);
    process.onExit().thenRun(this::lookUp);
    all.search();
    boolean toldToEnd = false;
    boolean toldToDie = false;
    while (!all.isGone()) {
      if (!process.isAlive()) {
        refuseToLeave(all.others());
      }
      Order order = permit.orderAt(clock.getAsLong());
      if (order == Order.KILL && !toldToDie) {
        toldToDie = true;
        all.kill();
      } else if (order == Order.END && !toldToEnd) {
        all.askToEnd();
      }
      if (order != Order.GO_ON && !toldToEnd) {
        toldToEnd = true;
        notices.say(permit.whyItEnds().orElseThrow() + ": " + program.name() + " is stopped");
      }
      await(toldToDie ? LONGEST_BLINK.toNanos() : permit.nanosToNextOrder(clock.getAsLong()));
    }
    return process.exitValue();
  }

  /** What the program leaves behind would have nobody to stop it. */
  private void refuseToLeave(long others) {
    if (others > 0) {
      permit.end(
          clock.getAsLong(),
          "%s has ended and left %d of its processes".formatted(program.name(), others));
    }
  }

  private void await(long nanos) throws InterruptedException {
    long bounded = Math.max(SHORTEST_BLINK.toNanos(), Math.min(nanos, LONGEST_BLINK.toNanos()));
    if (events.tryAcquire(bounded, TimeUnit.NANOSECONDS)) {
      events.drainPermits();
    }
  }

  @Override
  public void close() {
    watch.close();
    guard.close();
  }
}
