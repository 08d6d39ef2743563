package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names and addresses are those of the machine itself. */
class NearbyRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.8.7",
        "localhost",
        "LOCALHOST",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1"
      })
  void ofThisMachine(String host) {
    assertThat(NearbyRequest.isLoopback(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "127.0.0.1.example",
        "x127.0.0.1",
        "127.example",
        "localhost.example",
        "::2",
        "::",
        "",
        "::ffff:10.0.0.1"
      })
  void ofAnother(String host) {
    assertThat(NearbyRequest.isLoopback(host)).isFalse();
  }
}
