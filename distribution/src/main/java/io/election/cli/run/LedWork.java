package io.election.cli.run;

import io.election.cli.CommandFailure;
import io.election.cli.EventStream;
import io.election.cli.ExitCode;
import io.election.cli.run.WorkPermit.Order;
import io.election.cli.run.WorkStream.Word;
import io.election.cli.run.WorkStream.Word.Start;
import io.election.cli.run.WorkStream.Word.Stop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One leadership of a node and the work in it: waits for it, starts the program, and sees to it
 * that the program is gone before the lease ends.
 */
final class LedWork {

  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(250);

  /** A lease that cannot be asked for in this time is none to start work under. */
  private static final Duration LONGEST_WAIT_FOR_CERTAINTY = Duration.ofSeconds(2);

  /**
   * The longest that nobody looks at the clock. A machine that wakes from a sleep finds its threads
   * still waiting, although the time has passed.
   */
  private static final Duration LONGEST_BLINK = Duration.ofMillis(20);

  private static final Duration SHORTEST_BLINK = Duration.ofMillis(1);

  private static final Duration BETWEEN_KILLS = Duration.ofMillis(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final URI url;
  private final Program program;
  private final double maxClockDrift;
  private final LongSupplier clock;
  private final Notices notices;

  /** Has a permit for each event that the waiting thread should look at. */
  private final Semaphore events = new Semaphore(0);

  /**
   * @param maxClockDrift the largest relative error between this machine's clock and the node's
   * @param clock nanoseconds that go on while the machine sleeps
   */
  LedWork(URI url, Program program, double maxClockDrift, LongSupplier clock, Notices notices) {
    this.url = url;
    this.program = program;
    this.maxClockDrift = maxClockDrift;
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * Blocks until the node leads, and then until the program has ended.
   *
   * @return the program's exit code, or 128 and the number of the signal that ended it
   * @throws CommandFailure if the node cannot lead work, or the program cannot be started
   */
  int run() throws InterruptedException {
    while (true) {
      try (WorkStream stream = WorkStream.open(url)) {
        notices.say("waiting until the node at " + url + " leads");
        if (stream.next() instanceof Start start) {
          OptionalInt exitCode = underLease(stream, start);
          if (exitCode.isPresent()) {
            return exitCode.getAsInt();
          }
        }
      } catch (EventStream.Refused refused) {
        if (refused.httpStatus() == 404) {
          throw new CommandFailure(
              ExitCode.ERROR,
              url + " does not offer /election/work; it may be of an older version, or no node");
        }
        notices.say(url + ": " + refused.getMessage() + "; trying on");
      } catch (IOException exception) {
        notices.say(url + ": " + exception.getMessage() + "; trying on");
      }
      Thread.sleep(BEFORE_NEXT_TRY.toMillis());
    }
  }

  /**
   * @return empty if leadership was lost before there was any work
   */
  private OptionalInt underLease(WorkStream stream, Start start) throws InterruptedException {
    WorkPermit permit = new WorkPermit(start.nodeId(), start.term(), maxClockDrift);
    listen(stream, permit, start);
    try (Guard guard = Guard.start(program.mark());
        Supervision supervision = new Supervision(permit, guard)) {
      if (!supervision.awaitCertainty()) {
        notices.say(
            "node %d leads, but its lease is not certain (%s); trying on"
                .formatted(start.nodeId(), supervision.whyNotCertain()));
        return OptionalInt.empty();
      }
      notices.say(
          "node %d leads in term %d: %s starts"
              .formatted(start.nodeId(), start.term(), program.name()));
      return OptionalInt.of(supervision.work(start));
    }
  }

  private void listen(WorkStream stream, WorkPermit permit, Start start) {
    Thread thread =
        new Thread(
            () -> {
              permit.end(clock.getAsLong(), listenToItsEnd(stream, permit, start));
              events.release();
            },
            "work stream");
    thread.setDaemon(true);
    thread.start();
  }

  private String listenToItsEnd(WorkStream stream, WorkPermit permit, Start start) {
    try {
      Word word;
      while ((word = stream.next()) != null) {
        if (word instanceof Stop stop) {
          permit.stopWithin(stop.within(), clock.getAsLong());
          events.release();
        }
      }
      return "node " + start.nodeId() + " has ended the connection";
    } catch (IOException exception) {
      return "node " + start.nodeId() + ": " + exception.getMessage();
    }
  }

  /** The program while it runs, its permit, and who watches over both. */
  private final class Supervision implements AutoCloseable {

    private final WorkPermit permit;
    private final Guard guard;
    private final LeaseWatch watch;
    private volatile @Nullable WorkTree tree;

    Supervision(WorkPermit permit, Guard guard) {
      this.permit = permit;
      this.guard = guard;
      this.watch = LeaseWatch.start(url, permit, clock, this::afterAnswer);
    }

    /** On the lease watch's thread. */
    private void afterAnswer() {
      renewGuard();
      events.release();
    }

    private void renewGuard() {
      WorkTree present = tree;
      Stream<Long> processIds = present == null ? Stream.empty() : present.processIds();
      guard.renew(permit.nanosToLastResort(clock.getAsLong()), processIds);
    }

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

    int work(Start start) throws InterruptedException {
      ForwardedSignals signals = ForwardedSignals.collect();
      renewGuard();
      Process process = program.start(start);
      WorkTree all = new WorkTree(process, program.mark());
      tree = all;
      renewGuard();
      signals.passTo(process);
      process.onExit().thenRun(events::release);
      boolean toldToEnd = false;
      long looked = clock.getAsLong();
      while (process.isAlive() || leavesOthers(all)) {
        long now = clock.getAsLong();
        Order order = permit.orderAt(now);
        if (order == Order.KILL) {
          all.kill();
        } else if (order == Order.END && !toldToEnd) {
          all.askToEnd();
        } else if (now - looked > BETWEEN_LOOKS.toNanos()) {
          all.look();
          looked = now;
        }
        if (order != Order.GO_ON && !toldToEnd) {
          toldToEnd = true;
          notices.say(permit.whyItEnds().orElseThrow() + ": " + program.name() + " is stopped");
        }
        await(
            order == Order.KILL
                ? BETWEEN_KILLS.toNanos()
                : permit.nanosToNextOrder(clock.getAsLong()));
      }
      return process.exitValue();
    }

    /** What the program leaves behind would have nobody to stop it. */
    private boolean leavesOthers(WorkTree all) {
      int others = all.others().size();
      if (others > 0) {
        permit.end(
            clock.getAsLong(), program.name() + " has ended and left " + others + " processes");
      }
      return others > 0;
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
    }
  }
}
