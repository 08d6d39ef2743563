package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatcherLimitTest {

  @ParameterizedTest
  @CsvSource({
    "32, 1048576, 512",
    "1024, 1048576, 16384",
    "1024, 1024, 512",
    "1024, 20000, 10000",
    "1000000, 9223372036854775807, 20000"
  })
  void aSmallProcessTakesFewerWatchers(long heapMegabytes, long openFiles, int most) {
    assertThat(WatcherLimit.of(heapMegabytes << 20, openFiles)).isEqualTo(most);
  }

  @Test
  void thisProcessTakesSome() {
    assertThat(WatcherLimit.ofThisProcess()).isPositive();
  }
}
