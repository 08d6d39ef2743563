package io.election.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.election.api.transport.ClusterId;
import io.election.api.transport.Member;
import io.election.api.transport.PromiseRequest;
import io.election.engine.Timings;
import io.election.fuzzing.PlainText;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A configuration of any keys and values, one {@code key=value} a line. It is refused in one line,
 * or it keeps every rule of the documentation and, once written out, is read as the same again.
 */
class NodeConfigurationFuzzTest {

  @FuzzTest(maxDuration = "30s")
  @DictionaryEntries({
    "node.id=",
    "election.cluster-id=",
    "election.members.1=127.0.0.1:7101\\x0A",
    "election.members.2=[::1]:7102\\x0A",
    "ELECTION_MEMBERS_3=localhost:7103\\x0A",
    "election.heartbeat-interval=",
    "election.timeout.min=",
    "election.timeout.max=",
    "election.timeout.ceiling=",
    "election.rpc-timeout=",
    "election.max-clock-drift=",
    "election.storage=",
    "election.transport=",
    "election.data-dir=",
    "election.priority=",
    "election.release-on-shutdown=",
    "100ms",
    "PT0.5S",
    "PT-1S",
    "1h30m",
    "9223372036854775807",
    "NaN",
    "-0.0",
    "0x1p-3",
    "${node.id}",
    "${"
  })
  void anyConfigurationIsRefusedOrKeepsItsRules(byte[] file) {
    Map<String, String> properties = properties(new String(file, StandardCharsets.UTF_8));
    NodeConfiguration configuration;
    try {
      configuration = read(properties);
    } catch (StartRefused refused) {
      PlainText.assertOneLine(refused.getMessage());
      return;
    }
    assertRules(configuration);
    Map<String, String> written = written(configuration);
    assertThat(written(read(and(properties, written)))).isEqualTo(written);
  }

  private static Map<String, String> properties(String lines) {
    Map<String, String> properties = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int end = line.indexOf('=');
              if (end > 0) {
                properties.put(line.substring(0, end), line.substring(end + 1));
              }
            });
    return properties;
  }

  private static NodeConfiguration read(Map<String, String> properties) {
    return NodeConfiguration.read(
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(properties, "fuzzing", 400))
            .build());
  }

  private static void assertRules(NodeConfiguration configuration) {
    Timings timings = configuration.timings();
    assertThat(timings.heartbeatInterval()).isPositive();
    assertThat(timings.heartbeatInterval().multipliedBy(3))
        .isLessThanOrEqualTo(timings.timeoutMin());
    assertThat(timings.timeoutMin()).isLessThan(timings.timeoutMax());
    assertThat(timings.timeoutMax()).isLessThanOrEqualTo(Duration.ofDays(1));
    assertThat(timings.rpcTimeout()).isPositive().isLessThan(timings.timeoutMin());
    assertThat(timings.maxClockDrift()).matches(drift -> drift >= 0 && drift < 0.5);
    assertThat(timings.timeoutCeiling()).isPositive().isLessThanOrEqualTo(PromiseRequest.LONGEST);
    assertThat(timings.leaseNanos()).isPositive();
    assertThat(configuration.priority()).isBetween(0, 100);
    assertThat(ClusterId.isValid(configuration.clusterId())).isTrue();
    assertThat(configuration.members())
        .extracting(Member::id)
        .contains(configuration.nodeId())
        .doesNotHaveDuplicates();
    assertThat(configuration.members()).extracting(Member::address).doesNotHaveDuplicates();
    assertThat(configuration.directory().getFileName())
        .hasToString("node-" + configuration.nodeId());
  }

  private static Map<String, String> written(NodeConfiguration configuration) {
    Timings timings = configuration.timings();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("node.id", String.valueOf(configuration.nodeId()));
    properties.put("election.cluster-id", configuration.clusterId());
    configuration
        .members()
        .forEach(member -> properties.put("election.members." + member.id(), member.address()));
    properties.put("election.heartbeat-interval", timings.heartbeatInterval().toString());
    properties.put("election.timeout.min", timings.timeoutMin().toString());
    properties.put("election.timeout.max", timings.timeoutMax().toString());
    properties.put("election.timeout.ceiling", timings.timeoutCeiling().toString());
    properties.put("election.rpc-timeout", timings.rpcTimeout().toString());
    properties.put("election.max-clock-drift", String.valueOf(timings.maxClockDrift()));
    properties.put("election.priority", String.valueOf(configuration.priority()));
    properties.put(
        "election.release-on-shutdown", String.valueOf(configuration.releaseOnShutdown()));
    return properties;
  }

  /** What is not written, such as the name of a store, stays as it was given. */
  private static Map<String, String> and(Map<String, String> given, Map<String, String> written) {
    Map<String, String> both = new LinkedHashMap<>(given);
    both.putAll(written);
    return both;
  }
}
