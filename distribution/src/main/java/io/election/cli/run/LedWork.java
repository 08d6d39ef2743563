package io.election.cli.run;

import io.election.cli.CommandFailure;
import io.election.cli.EventStream;
import io.election.cli.ExitCode;
import io.election.cli.access.NodeAccess;
import io.election.cli.run.WorkStream.Word;
import io.election.cli.run.WorkStream.Word.Start;
import io.election.cli.run.WorkStream.Word.Stop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * One leadership of a node and the work in it: waits for it, and has the program run under
 * supervision until it has ended.
 */
final class LedWork {

  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(250);

  private final URI url;
  private final NodeAccess access;
  private final Program program;
  private final double maxClockDrift;
  private final LongSupplier clock;
  private final Notices notices;

  /**
   * @param access as whom the node is asked
   * @param maxClockDrift the largest relative error between this machine's clock and the node's
   * @param clock nanoseconds that go on while the machine sleeps
   */
  LedWork(
      URI url,
      NodeAccess access,
      Program program,
      double maxClockDrift,
      LongSupplier clock,
      Notices notices) {
    this.url = url;
    this.access = access;
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
      try (WorkStream stream = WorkStream.open(url, access)) {
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
        if (refused.isOfLogin()) {
          throw new CommandFailure(ExitCode.ERROR, url + ": " + refused.getMessage());
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
    try (Supervision supervision =
        Supervision.begin(url, access, program, permit, clock, notices)) {
      listen(stream, permit, start, supervision);
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

  private void listen(WorkStream stream, WorkPermit permit, Start start, Supervision supervision) {
    Thread thread =
        new Thread(
            () -> {
              permit.end(clock.getAsLong(), listenToItsEnd(stream, permit, start, supervision));
              supervision.lookUp();
            },
            "work stream");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @return why there is no more to hear
   */
  private String listenToItsEnd(
      WorkStream stream, WorkPermit permit, Start start, Supervision supervision) {
    try {
      Word word;
      while ((word = stream.next()) != null) {
        if (word instanceof Stop stop) {
          permit.stopWithin(stop.within(), clock.getAsLong());
          supervision.lookUp();
        }
      }
      return "node " + start.nodeId() + " has ended the connection";
    } catch (IOException exception) {
      return "node " + start.nodeId() + ": " + exception.getMessage();
    }
  }
}
