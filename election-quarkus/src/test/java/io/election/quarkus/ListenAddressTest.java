package io.election.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.Loopback;
import io.election.api.transport.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a node listens, by what the members are called. */
class ListenAddressTest {

  /** As a Debian machine called alpha has it in its own file of hosts. */
  private static final Map<String, String> HOSTS = Map.of("alpha", "127.0.1.1");

  @Test
  void onTheLoopbackInterfaceAloneIfAllMembersAreThere() {
    assertThat(alphaListensAt("alpha", "alpha")).isEqualTo("127.0.1.1");
    assertThat(alphaListensAt("alpha", "LOCALHOST")).isEqualTo("127.0.1.1");
    assertThat(alphaListensAt("LOCALHOST", "alpha")).isEqualTo("localhost");
  }

  /** Its own name means itself to this machine alone. */
  @Test
  void whereTheOthersFindItIfOneIsOnAnotherMachine() {
    assertThat(alphaListensAt("alpha", "10.0.0.2")).isEqualTo("0.0.0.0");
    assertThat(alphaListensAt("10.0.0.1", "alpha")).isEqualTo("0.0.0.0");
  }

  private static String alphaListensAt(String own, String other) {
    Member self = new Member(1, own, 7101);
    return ListenAddressSourceFactory.listenAddress(
        self,
        List.of(self, new Member(2, other, 7102)),
        host -> Optional.ofNullable(HOSTS.get(host)).or(() -> Loopback.addressOf(host)));
  }
}
