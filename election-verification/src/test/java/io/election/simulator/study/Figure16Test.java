package io.election.simulator.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** The figure again. The published medians are those of the file in the module's resources. */
class Figure16Test {

  private static final long SEED = 1;
  private static final int TRIALS = 300;
  private static final List<Figure16.Comparison> FIGURE =
      new Figure16(SEED, TRIALS).run(Workforce.silent(2));

  @Test
  void mediansAreThePublishedOnesWithinAFifthWhereTheRangeIsWideEnough() {
    List<Figure16.Comparison> wide =
        FIGURE.stream()
            .filter(comparison -> comparison.published().setting().widthMillis() >= 25)
            .toList();

    assertThat(wide)
        .as("150-175, 150-200 and 150-300 above; 25-50, 50-100, 100-200 and 150-300 below")
        .hasSize(7)
        .allSatisfy(
            comparison -> {
              assertThat(comparison.withoutLeader()).isZero();
              assertThat(comparison.ratio())
                  .as("%s, seed %d", comparison.published().setting().label(), SEED)
                  .isCloseTo(1, within(0.2));
            });
  }

  /** So a gap where the engine leaves the figure comes of the engine's own rules. */
  @Test
  void plainRaftUnderTheSameConditionsComesOutAsPublishedFromARangeOfFiveMillisecondsOn() {
    assertThat(FIGURE)
        .filteredOn(comparison -> comparison.published().setting().widthMillis() >= 5)
        .filteredOn(comparison -> comparison.published().setting().minMillis() > 12)
        .hasSize(8)
        .allSatisfy(
            comparison ->
                assertThat(
                        comparison.model().medianMillis() / comparison.published().medianMillis())
                    .as("%s, seed %d", comparison.published().setting().label(), SEED)
                    .isCloseTo(1, within(0.2)));
  }

  @Test
  void withoutAnyRandomnessPlainRaftElectsNobodyAndTheEngineStillDoes() {
    assertThat(FIGURE)
        .filteredOn(comparison -> !comparison.modelElects())
        .singleElement()
        .satisfies(
            comparison -> {
              assertThat(comparison.published().setting().widthMillis()).isZero();
              assertThat(comparison.withoutLeader()).isZero();
            });
  }

  @Test
  void whoCannotBeElectedSplitsNoVoteThanksToPreVote() {
    assertThat(FIGURE)
        .filteredOn(comparison -> comparison.published().setting().widthMillis() <= 5)
        .hasSize(3)
        .allSatisfy(
            comparison ->
                assertThat(comparison.plain().medianMillis())
                    .isLessThan(0.6 * comparison.model().medianMillis()));
  }

  @Test
  void preVoteAndLeaseCostARoundTripEach() {
    double roundTrip = Figure16Trial.ROUND_TRIP.toNanos() / 1e6;
    Figure16.Comparison widest = FIGURE.get(FIGURE.size() - 1);

    assertThat(median(widest, Failover::preVoteNanos)).isCloseTo(roundTrip, within(1.0));
    assertThat(median(widest, Failover::leaseNanos)).isCloseTo(roundTrip, within(1.0));
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    assertThat(new Figure16(SEED, 5).run(Workforce.silent(2)))
        .isEqualTo(new Figure16(SEED, 5).run(Workforce.silent(1)));
  }

  @Test
  void anotherSeedGivesOtherTrials() {
    assertThat(new Figure16(SEED, 5).run(Workforce.silent(1)))
        .isNotEqualTo(new Figure16(SEED + 5, 5).run(Workforce.silent(1)));
  }

  private static double median(Figure16.Comparison comparison, ToLongFunction<Failover> stage) {
    return Sample.of(comparison.failovers(), stage).medianMillis();
  }
}
