package io.election.node.connections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitTest {

  @ParameterizedTest
  @CsvSource({
    "32, 1048576, 1024",
    "1024, 1024, 768",
    "1024, 20000, 15000",
    "1000000, 9223372036854775807, 40000"
  })
  void aSmallProcessTakesFewerConnections(long heapMegabytes, long openFiles, int most) {
    assertThat(ConnectionLimit.of(heapMegabytes << 20, openFiles)).isEqualTo(most);
  }
}
