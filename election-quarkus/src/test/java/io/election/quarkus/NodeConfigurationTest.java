package io.election.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.transport.Member;
import io.election.api.transport.PeerSecurity;
import io.election.engine.Timings;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeConfigurationTest {

  @TempDir private Path directory;

  private static NodeConfiguration read(Map<String, String> properties) {
    return NodeConfiguration.read(config(properties, Map.of()));
  }

  private static SmallRyeConfig config(
      Map<String, String> properties, Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new PropertiesConfigSource(properties, "test", 400),
            new EnvConfigSource(environment, 300))
        .build();
  }

  private static Map<String, String> nodeOneAnd(String key, String value) {
    Map<String, String> properties = new HashMap<>(Map.of("node.id", "1"));
    properties.put(key, value);
    return properties;
  }

  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    NodeConfiguration configuration = read(Map.of("node.id", "2"));

    assertThat(configuration)
        .isEqualTo(
            new NodeConfiguration(
                "local",
                2,
                List.of(
                    new Member(1, "127.0.0.1", 7101),
                    new Member(2, "127.0.0.1", 7102),
                    new Member(3, "127.0.0.1", 7103)),
                Timings.DEFAULT,
                1,
                true,
                "file",
                "rest",
                new SecurityConfiguration(PeerSecurity.NONE, false),
                Path.of("data", "node-2")));
  }

  @Test
  void theCallTimeoutIsHalfOfTheShortestElectionTimeout() {
    assertThat(read(nodeOneAnd("election.timeout.min", "800ms")).timings().rpcTimeout())
        .isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void theLongestPromiseIsAtMostTenSeconds() {
    assertThat(read(nodeOneAnd("election.timeout.ceiling", "3s")).timings().timeoutCeiling())
        .isEqualTo(Duration.ofSeconds(3));
    assertThatThrownBy(() -> read(nodeOneAnd("election.timeout.ceiling", "11s")))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "the timings break the rule election.timeout.ceiling <= 10000 ms: 11000 ms > 10000 ms");
  }

  @Test
  void aDurationHasAUnit() {
    assertThat(read(nodeOneAnd("election.timeout.max", "2s")).timings().timeoutMax())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(read(nodeOneAnd("election.timeout.max", "PT1.5S")).timings().timeoutMax())
        .isEqualTo(Duration.ofMillis(1500));
    assertThatThrownBy(() -> read(nodeOneAnd("election.timeout.max", "1000")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("election.timeout.max='1000'")
        .hasMessageContaining("500ms");
  }

  @Test
  void oneConfiguredMemberReplacesTheDefaultOnes() {
    assertThat(read(nodeOneAnd("election.members.1", "[::1]:9001")).members())
        .containsExactly(new Member(1, "::1", 9001));
  }

  @Test
  void inDevModeTheNodeIsAlone() {
    LaunchMode.set(LaunchMode.DEVELOPMENT);
    try {
      assertThat(read(Map.of("node.id", "2")).members())
          .containsExactly(new Member(2, "127.0.0.1", 7102));
    } finally {
      LaunchMode.set(LaunchMode.NORMAL);
    }
  }

  @Test
  void theEnvironmentNamesMembersToo() {
    SmallRyeConfig config =
        config(
            Map.of(),
            Map.of(
                "NODE_ID", "2",
                "ELECTION_MEMBERS_1", "one.example:9001",
                "ELECTION_MEMBERS_2", "two.example:9002",
                "ELECTION_SECURITY_INSECURE", "true",
                "ELECTION_TIMEOUT_MAX", "3s"));

    NodeConfiguration configuration = NodeConfiguration.read(config);

    assertThat(configuration.members())
        .containsExactly(new Member(1, "one.example", 9001), new Member(2, "two.example", 9002));
    assertThat(configuration.timings().timeoutMax()).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:7101", "nobody.invalid:7101", "[2001:db8::1]:7101"})
  void startsInReachOfStrangersOnlyIfMembersProveThemselvesOrSomebodySaysSo(String address)
      throws IOException {
    Map<String, String> open = nodeOneAnd("election.members.1", address);
    assertThatThrownBy(() -> read(open))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("election.members.1=" + address)
        .hasMessageContaining("election.security.shared-secret-file")
        .hasMessageContaining("election.security.tls-configuration")
        .hasMessageContaining("election.security.insecure=true");

    open.put("election.security.insecure", "true");
    assertThat(read(open).security().isDoorOpen()).isTrue();
    open.remove("election.security.insecure");
    open.put("election.security.tls-configuration", "peers");
    assertThat(read(open).security().isDoorOpen()).isFalse();
    open.remove("election.security.tls-configuration");
    Path secret = Files.writeString(directory.resolve("secret"), "0123456789abcdef\n");
    open.put("election.security.shared-secret-file", secret.toString());
    assertThat(read(open).security().isDoorOpen()).isFalse();
  }

  /** Whatever the members are called, it counts where the node listens. */
  @Test
  void listensInReachOfStrangersOnlyIfSomebodySaysSo() {
    Map<String, String> open = nodeOneAnd("quarkus.http.host", "0.0.0.0");
    assertThatThrownBy(() -> read(open))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("quarkus.http.host=0.0.0.0 is not on the loopback interface");
    open.put("election.security.insecure", "true");
    assertThat(read(open).security().isDoorOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:7101",
        "127.7.7.7:7101",
        "localhost:7101",
        "LOCALHOST:7101",
        "[::1]:7101"
      })
  void onLoopbackNobodyHasToProveAnything(String address) {
    assertThat(read(nodeOneAnd("election.members.1", address)).security().isDoorOpen()).isFalse();
  }

  @Test
  void aSecretIsLongEnoughAndNeverShown() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), " 0123456789abcde \n");
    Map<String, String> configuration =
        nodeOneAnd("election.security.shared-secret-file", secret.toString());
    assertThatThrownBy(() -> read(configuration))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("at least 16 characters")
        .hasMessageNotContaining("0123456789");
    Files.writeString(secret, " 0123456789abcdef \n");
    assertThat(read(configuration).toString()).doesNotContain("0123456789");
    assertThat(read(configuration).security().peers().sharedSecret().orElseThrow().bytes())
        .isEqualTo("0123456789abcdef".getBytes(UTF_8));
  }

  @Test
  void anEnvironmentVariableOfAnotherProgramIsNoUnknownKey() {
    SmallRyeConfig config =
        config(Map.of("node.id", "1"), Map.of("ELECTION_URL", "http://127.0.0.1:7101"));

    assertThat(NodeConfiguration.read(config).nodeId()).isEqualTo(1);
  }

  /** Kubernetes sets such variables for a Service named election-members. */
  @Test
  void aVariableThatOnlyBeginsLikeAMembersIsNoMember() {
    Map<String, String> environment =
        Map.of(
            "ELECTION_MEMBERS_SERVICE_HOST", "10.0.0.1",
            "ELECTION_MEMBERS_PORT_7101_TCP", "tcp://10.0.0.1:7101");

    assertThat(NodeConfiguration.read(config(Map.of("node.id", "1"), environment)).members())
        .hasSize(3);
  }

  @Test
  void anUnknownKeyIsRefusedAndTheKnownOnesNamed() {
    assertThatThrownBy(() -> read(nodeOneAnd("election.timeout", "1s")))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("unknown key election.timeout;")
        .hasMessageContaining("election.timeout.min");
  }

  @ParameterizedTest
  @CsvSource({
    "election.members.1, 127.0.0.1",
    "election.members.1, 127.0.0.1:0",
    "election.members.1, 127.0.0.1:70000",
    "election.members.x, 127.0.0.1:7101",
    "election.members.0, 127.0.0.1:7101",
    "election.members.01, 127.0.0.1:7101",
    "election.members.2, host name:7102",
    "election.members.2, host_name:7102",
    "election.members.2, [zz]:7102",
    "election.timeout.max, PT999999999999H",
    "election.data-dir, ${DATA_HOME}/x",
    "election.cluster-id, two words",
    "election.max-clock-drift, much",
    "election.max-clock-drift, NaN",
    "election.timeout.min, soon",
    "election.release-on-shutdown, perhaps",
    "election.security.protect-reads, yes",
    "election.security.insecure, TRUE",
    "election.security.open-steering, TRUE"
  })
  void whatCannotBeReadIsNamed(String key, String value) {
    assertThatThrownBy(() -> read(nodeOneAnd(key, value)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }

  /** Found by fuzzing. */
  @ParameterizedTest
  @CsvSource({
    "election.storage, ${election.storage}",
    "election.members.1, ${election.members.1}",
    "election.no-such-key, ${election.no-such-key}",
    "election.data-dir, ${no-such-handler::secret}"
  })
  void aReferenceThatCannotBeReadIsRefused(String key, String value) {
    assertThatThrownBy(() -> read(nodeOneAnd(key, value)))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            key + " cannot be used: what it refers to cannot be read, or leads back to itself");
  }

  /** Found by fuzzing. */
  @Test
  void aRefusalIsOneLineWhateverIsWritten() {
    assertThatThrownBy(() -> read(nodeOneAnd("election.prio\u001b[2J\nrity", "1")))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("unknown key election.prio?[2J?rity; ");
  }

  /** Found by fuzzing. */
  @Test
  void aDurationOfControlCharactersIsRefused() {
    assertThatThrownBy(() -> read(nodeOneAnd("election.rpc-timeout", "\u0001")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("election.rpc-timeout='?' cannot be used");
  }
}
