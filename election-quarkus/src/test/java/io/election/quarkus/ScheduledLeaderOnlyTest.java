package io.election.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

/** {@code @Scheduled} and {@code @LeaderOnly} on one method. */
@QuarkusTest
class ScheduledLeaderOnlyTest {

  private static final int HANG_GUARD_SECONDS = 30;

  @Inject TestElection election;
  @Inject ScheduledWork work;

  @Test
  void scheduleComesRoundEverywhereAndTheJobRunsOnTheLeaderAlone() throws Exception {
    election.nobodyLeads();
    work.sweeps.clear();
    work.rounds.clear();
    next(work.rounds);
    next(work.rounds);
    assertThat(work.sweeps).isEmpty();

    election.grant();
    next(work.sweeps);
    election.revoke();

    // A round that began before the revocation may have come too late to be skipped.
    next(work.rounds);
    next(work.rounds);
    work.sweeps.clear();
    next(work.rounds);
    assertThat(work.sweeps).isEmpty();
  }

  private static void next(BlockingQueue<?> queue) throws InterruptedException {
    assertThat(queue.poll(HANG_GUARD_SECONDS, SECONDS)).as("awaited").isNotNull();
  }
}
