package io.election.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine holds in a world in which members have timings of their own, directories are lost and
 * two processes run under one id. Before promises travelled (rules D1 to D11) it did not: in so
 * many of the same seeds of each trial as docs/internals/verification.md says. The campaign has
 * these trials too, less often.
 */
class WiderWorldTest {

  private static final int SEEDS = 100;

  private static Trial[] trials() {
    return new Trial[] {
      new OwnTimingsTrial(),
      new RollingRetimeTrial(),
      new ForgetfulNodesTrial(),
      new ForgetfulVotersTrial(),
      new LongerPromiseTrial(),
      new TwinTrial(),
      new PartedTwinsTrial()
    };
  }

  @ParameterizedTest
  @MethodSource("trials")
  void everySeedHolds(Trial trial) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      assertThatCode(() -> trial.run(random, Onlookers.judging()))
          .as("%s, seed %d", trial.getClass().getSimpleName(), seed)
          .doesNotThrowAnyException();
    }
  }
}
