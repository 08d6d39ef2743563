package io.election.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names and addresses are those of the machine itself. */
class LoopbackTest {

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
    assertThat(Loopback.isCalled(host)).isTrue();
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
    assertThat(Loopback.isCalled(host)).isFalse();
  }

  @Test
  void whoIsReachedThereIsReachedAtOneOfItsAddresses() {
    assertThat(Loopback.addressOf("LOCALHOST")).contains("localhost");
    assertThat(Loopback.addressOf("127.7.7.7")).contains("127.7.7.7");
    assertThat(Loopback.addressOf("10.0.0.1")).isEmpty();
    assertThat(Loopback.addressOf("nobody.invalid")).isEmpty();
  }
}
