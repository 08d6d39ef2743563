package io.election.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Simulated elections, seed after seed: half of the seeds are the same in every build, half are
 * drawn from the commit. A failure prints its seed, which alone repeats it, and what happened last.
 */
class CampaignTest {

  /** What the environment variable CI stands for: the dose that a change has to survive. */
  private static final boolean IN_CI = Boolean.parseBoolean(System.getenv("CI"));

  /** As {@code election simulate soak --from-seed} takes them. */
  private static final long MOST_OF_THE_COMMAND = 1_000_000_000_000_000L;

  /** In CI a quarter of a million elections and fifty days, elsewhere a taste of them. */
  private static final long SEEDS = IN_CI ? 12_000 : 3_000;

  private static final long LEAST_ELECTIONS = IN_CI ? 250_000 : 50_000;
  private static final long LEAST_DAYS = IN_CI ? 50 : 10;

  private final Campaign campaign = Campaign.ofAllTrials();

  @Test
  void everythingHoldsInEverySeed() throws InterruptedException {
    TestedCommit commit = TestedCommit.read();
    long half = SEEDS / 2;
    long drawn = commit.firstSeed(half);
    System.out.printf(
        "seeds 1 to %d, and %d to %d, drawn from commit %s%n",
        half, drawn, drawn + half - 1, commit.id());

    Totals totals = run(1, half).plus(run(drawn, half));

    show(totals);
    System.out.printf("elections by trial: %s%n", totals.mixOfTrials());
    System.out.printf("elections by nodes: %s%n", totals.mixOfNodes());
    assertThat(totals.elections()).as("elections").isGreaterThan(LEAST_ELECTIONS);
    assertThat(totals.simulated().toDays()).as("days").isGreaterThanOrEqualTo(LEAST_DAYS);
    assertThat(totals.electionsByTrial().values())
        .as("the most of %s", totals.mixOfTrials())
        .allMatch(elections -> elections < totals.elections() / 2);
    assertThat(totals.electionsByNodes().get(1))
        .as("in clusters of one: %s", totals.mixOfNodes())
        .isBetween(1L, totals.elections() / 40);
  }

  private Totals run(long firstSeed, long seeds) {
    return campaign.run(
        firstSeed, seeds, Runtime.getRuntime().availableProcessors(), CampaignTest::showProgress);
  }

  private static void showProgress(Totals soFar) {
    if (soFar.trials() % 10_000 == 0) {
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
    assertThat(alone.fingerprint()).isEqualTo(-3707511406670333960L);
  }

  @Test
  void aFailureSaysHowToRepeatIt() {
    Campaign broken =
        new Campaign(
            List.of(
                (random, onlookers) -> {
                  onlookers.trace().note("before it broke");
                  throw new Violation("X1: broken");
                }));

    assertThatThrownBy(() -> broken.run(40, 5, 1, progress -> {}))
        .isInstanceOf(SeedFailure.class)
        .hasMessageContaining("seed 40: X1: broken")
        .hasMessageContaining("./election simulate seed 40")
        .hasMessageContaining("before it broke");
  }

  @Test
  void eachCommitDrawsSeedsOfItsOwn() {
    TestedCommit commit = new TestedCommit("0000002a" + "f".repeat(32));

    assertThat(commit.firstSeed(1_500)).isEqualTo(1_000_000 + 42 * 1_500);
    assertThat(TestedCommit.UNKNOWN.firstSeed(1_500)).isEqualTo(1_000_000);
    assertThat(new TestedCommit("f".repeat(40)).firstSeed(12_000)).isLessThan(MOST_OF_THE_COMMAND);
  }

  @Test
  void progressIsReported() {
    List<Totals> reports = new ArrayList<>();

    Totals totals = campaign.run(1, 2, 1, reports::add);

    assertThat(reports).containsExactly(totals);
  }
}
