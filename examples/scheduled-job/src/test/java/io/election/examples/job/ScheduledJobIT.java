package io.election.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the example shows: one replica works, another takes over, and a late write is refused. */
class ScheduledJobIT {

  private static final int FAIL_OVERS = 20;

  /** To hit a run in its middle is a matter of luck. */
  private static final int MOST_ATTEMPTS = 20;

  @TempDir static Path directory;

  private static Example example;
  private static Books books;

  @BeforeAll
  static void start() throws IOException {
    example = new Example(directory);
    books = example.awaitBooks();
  }

  /** The command stops all that it has started. */
  @AfterAll
  static void stop() {
    try (Example running = example) {
      books.close();
      List<ProcessHandle> processes = running.processes();
      assertThat(processes).hasSizeGreaterThanOrEqualTo(5);
      running.stop();
      Awaitility.await("all are stopped")
          .atMost(Books.PATIENCE)
          .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @AfterEach
  void invoicesAreNumberedWithoutAGapAndTheirTermsNeverFall() {
    List<String> numbers = books.column("select number from invoice order by number");
    assertThat(numbers)
        .isEqualTo(LongStream.rangeClosed(1, numbers.size()).mapToObj(Long::toString).toList());
    assertThat(
            books.column(
                """
                select a.number || ' of term ' || a.term || ', ' || b.number || ' of term ' || b.term
                from invoice a join invoice b on a.number < b.number and a.term > b.term"""))
        .as("invoices of an earlier term after one of a later")
        .isEmpty();
  }

  /**
   * Runs that began and ended in one leadership: of those, no two of different replicas may
   * overlap. A run that goes on when its leadership is over, as that of a frozen replica does,
   * nobody can promise anything about; for that there is the fence.
   */
  @AfterEach
  void noTwoLeadersWorkedAtOnce() {
    assertThat(
            books.column(
                """
                select 'runs ' || a.id || ' of node ' || a.node || ' and ' || b.id || ' of node ' || b.node
                from job_run a join job_run b on a.node < b.node
                where a.led_to_the_end and b.led_to_the_end
                  and a.begun_at < b.ended_at and b.begun_at < a.ended_at"""))
        .as("runs of two leaders at once")
        .isEmpty();
  }

  /**
   * A leader is frozen in the middle of its work, and goes on with it when another leads already.
   */
  @Test
  void writeOfALeaderThatWasFrozenIsRefused() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Run stale = freezeInTheMiddleOfARun();
      books.awaitEndInLaterTerm(stale.term());

      example.signal("CONT", stale.node());

      // It may have been frozen after its write, or while it held the lock.
      if (books.awaitEnd(stale).outcome().equals("refused")) {
        assertThat(example.output()).contains("node " + stale.node() + " was REFUSED");
        return;
      }
      invoicesAreNumberedWithoutAGapAndTheirTermsNeverFall();
    }
    throw new AssertionError("no stale write was tried in " + MOST_ATTEMPTS + " attempts");
  }

  private static Run freezeInTheMiddleOfARun() {
    while (true) {
      Run run = books.awaitNextRun();
      example.signal("STOP", run.node());
      if (books.now(run).isOpen()) {
        return run;
      }
      example.signal("CONT", run.node());
    }
  }

  @Test
  void leaderThatIsKilledAtItsWorkIsReplacedAndStartedAgain() {
    Run killed = books.awaitNextRun();
    long pid = example.pid(killed.node());
    example.signal("KILL", killed.node());

    Run next = books.awaitEndInLaterTerm(killed.term());

    assertThat(next.node()).isNotEqualTo(killed.node());
    Awaitility.await("it is started again")
        .atMost(Books.PATIENCE)
        .until(() -> example.pid(killed.node()) != pid);
  }

  @Test
  void jobGoesOnAcrossTwentyFailOversAndNeverOnTwoReplicasAtOnce() {
    long term = 0;
    for (int failOver = 0; failOver < FAIL_OVERS; failOver++) {
      Run led = books.awaitLedToTheEnd(term);
      term = led.term();
      if (failOver % 2 == 0) {
        example.signal("STOP", led.node());
        books.awaitLaterTerm(term);
        example.signal("CONT", led.node());
      } else {
        example.resign(led.node());
      }
      noTwoLeadersWorkedAtOnce();
    }
    books.awaitLedToTheEnd(term);
  }
}
