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

  private static final long SEEDS = IN_CI ? 120_000 : 3_000;

  private final Campaign campaign = Campaign.ofAllTrials();

  @Test
  void everythingHoldsInEverySeed() {
    Totals totals =
        campaign.run(1, SEEDS, Runtime.getRuntime().availableProcessors(), progress -> {});

    System.out.printf(
        "%,d trials: %,d simulated elections, %.1f simulated days, no violation%n",
        totals.trials(), totals.elections(), totals.simulated().toHours() / 24.0);
    assertThat(totals.trials()).isEqualTo(SEEDS);
    assertThat(totals.elections()).as("elections").isGreaterThan(15 * SEEDS);
    assertThat(totals.simulated().toDays()).as("days").isGreaterThanOrEqualTo(SEEDS / 400);
  }

  @Test
  void seedsComeOutTheSameOnOneThreadAndOnTwo() {
    Totals alone = campaign.run(1, 100, 1, progress -> {});
    Totals together = campaign.run(1, 100, 2, progress -> {});

    assertThat(together).isEqualTo(alone);
  }

  @Test
  void progressIsReported() {
    List<Totals> reports = new ArrayList<>();

    Totals totals = campaign.run(1, 2, 1, reports::add);

    assertThat(reports).containsExactly(totals);
  }
}
