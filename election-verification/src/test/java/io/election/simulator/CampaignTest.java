package io.election.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Simulated elections, seed after seed. A failure prints its seed, which alone repeats it, and what
 * happened last.
 */
class CampaignTest {

  /** What the environment variable CI stands for: the dose that a change has to survive. */
  private static final boolean IN_CI = Boolean.parseBoolean(System.getenv("CI"));

  /** In CI a million elections and a hundred days, elsewhere a taste of them. */
  private static final long SEEDS = IN_CI ? 50_000 : 3_000;

  private static final long LEAST_ELECTIONS = IN_CI ? 1_000_000 : 50_000;
  private static final long LEAST_DAYS = IN_CI ? 100 : 10;

  private final Campaign campaign = Campaign.ofAllTrials();

  @Test
  void everythingHoldsInEverySeed() {
    Totals totals =
        campaign.run(
            1, SEEDS, Runtime.getRuntime().availableProcessors(), CampaignTest::showProgress);

    show(totals);
    assertThat(totals.elections()).as("elections").isGreaterThan(LEAST_ELECTIONS);
    assertThat(totals.simulated().toDays()).as("days").isGreaterThanOrEqualTo(LEAST_DAYS);
  }

  private static void showProgress(Totals soFar) {
    if (soFar.trials() % 20_000 == 0) {
      show(soFar);
    }
  }

  private static void show(Totals totals) {
    System.out.printf(
        "%,d trials: %,d simulated elections, %.1f simulated days, no violation%n",
        totals.trials(), totals.elections(), totals.simulated().toHours() / 24.0);
  }

  /**
   * The courses of the first seeds, as they were when this was last changed: on every Java, on any
   * number of threads. A change of the engine or of the simulator gives another number.
   */
  @Test
  void seedsComeOutTheSameOnEveryJavaAndOnAnyNumberOfThreads() {
    Totals alone = campaign.run(1, 120, 1, progress -> {});
    Totals together = campaign.run(1, 120, 2, progress -> {});

    assertThat(together).isEqualTo(alone);
    assertThat(alone.fingerprint()).isEqualTo(3654709270676836557L);
  }

  @Test
  void progressIsReported() {
    List<Totals> reports = new ArrayList<>();

    Totals totals = campaign.run(1, 2, 1, reports::add);

    assertThat(reports).containsExactly(totals);
  }
}
