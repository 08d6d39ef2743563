package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingsTest {

  @ParameterizedTest(name = "{5}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PT0.2S  | PT0.5S | PT1S   | PT0.25S | 0.05 | election.heartbeat-interval x 3 <= election.timeout.min: 200 ms x 3 > 500 ms",
        "PT0.1S  | PT0.5S | PT0.5S | PT0.25S | 0.05 | election.timeout.min < election.timeout.max: 500 ms >= 500 ms",
        "PT0.1S  | PT0.5S | PT0.4S | PT0.25S | 0.05 | election.timeout.min < election.timeout.max: 500 ms >= 400 ms",
        "PT0.1S  | PT0.5S | PT1S   | PT0.5S  | 0.05 | election.rpc-timeout < election.timeout.min: 500 ms >= 500 ms",
        "PT0.1S  | PT0.5S | PT1S   | PT0.25S | 0.5  | 0 <= election.max-clock-drift < 0.5: 0.5",
        "PT0.1S  | PT0.5S | PT1S   | PT0.25S | -0.1 | 0 <= election.max-clock-drift < 0.5: -0.1",
        "PT0.1S  | PT0.5S | PT1S   | PT0.25S | NaN  | 0 <= election.max-clock-drift < 0.5: NaN",
        "PT0S    | PT0.5S | PT1S   | PT0.25S | 0.05 | 1 ms <= election.heartbeat-interval <= 1 day: 0 ms",
        "PT-1S   | PT0.5S | PT1S   | PT0.25S | 0.05 | 1 ms <= election.heartbeat-interval <= 1 day: -1000 ms",
        "PT0.1S  | PT0S   | PT1S   | PT0.25S | 0.05 | 1 ms <= election.timeout.min <= 1 day: 0 ms",
        "PT0.1S  | PT0.5S | PT25H  | PT0.25S | 0.05 | 1 ms <= election.timeout.max <= 1 day: 90000000 ms",
        "PT0.1S  | PT0.5S | PT1S   | PT0.0005S | 0.05 | 1 ms <= election.rpc-timeout <= 1 day: 0.5 ms",
      })
  void brokenRuleIsToldWithItsNumbers(
      Duration heartbeat, Duration min, Duration max, Duration rpc, double drift, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Timings(heartbeat, min, max, rpc, drift))
        .withMessage("the timings break the rule " + rule);
  }

  @Test
  void rulesHoldAtTheirLimits() {
    assertThatCode(
            () ->
                new Timings(
                    Duration.ofMillis(100),
                    Duration.ofMillis(300),
                    Duration.ofMillis(301),
                    Duration.ofMillis(299),
                    0))
        .doesNotThrowAnyException();
  }

  @Test
  void leaseIsShorterThanTheShortestTimeoutByTheDrift() {
    Timings timings =
        new Timings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            0.2);

    assertThat(timings.leaseNanos()).isEqualTo(Duration.ofSeconds(8).toNanos());
  }
}
