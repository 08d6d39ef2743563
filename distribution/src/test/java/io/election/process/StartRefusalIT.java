package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node that cannot start says why in one line that names the culprit and the way out, and changes
 * nothing.
 */
class StartRefusalIT {

  private static final String COULD_NOT_START = "election: cannot start: ";
  private static final Path REFERENCE = Path.of("..", "docs", "reference", "error-messages.md");

  @TempDir private Path directory;

  static Stream<Arguments> misconfigurations() {
    return Stream.of(
        Arguments.of("node.id is missing", List.of(), "node.id"),
        Arguments.of("an id that is no number", List.of("-Dnode.id=two"), "node.id='two'"),
        Arguments.of("an id that is no member", List.of("-Dnode.id=4"), "node.id=4"),
        Arguments.of(
            "heartbeats too rare",
            List.of("-Dnode.id=1", "-Delection.heartbeat-interval=300ms"),
            "election.heartbeat-interval x 3 <= election.timeout.min: 300 ms x 3 > 500 ms"),
        Arguments.of(
            "no range of timeouts",
            List.of("-Dnode.id=1", "-Delection.timeout.max=PT0.5S"),
            "election.timeout.min < election.timeout.max: 500 ms >= 500 ms"),
        Arguments.of(
            "calls too long",
            List.of("-Dnode.id=1", "-Delection.rpc-timeout=1s"),
            "election.rpc-timeout < election.timeout.min: 1000 ms >= 500 ms"),
        Arguments.of(
            "too much drift",
            List.of("-Dnode.id=1", "-Delection.max-clock-drift=0.5"),
            "0 <= election.max-clock-drift < 0.5: 0.5"),
        Arguments.of(
            "promises too long",
            List.of("-Dnode.id=1", "-Delection.timeout.ceiling=11s"),
            "election.timeout.ceiling <= 10000 ms: 11000 ms > 10000 ms"),
        Arguments.of(
            "a duration without a unit",
            List.of("-Dnode.id=1", "-Delection.timeout.min=500"),
            "election.timeout.min='500'"),
        Arguments.of(
            "an unknown key",
            List.of("-Dnode.id=1", "-Delection.hartbeat-interval=50ms"),
            "unknown key election.hartbeat-interval"),
        Arguments.of(
            "an unknown storage", List.of("-Dnode.id=1", "-Delection.storage=disk"), "file, h2"),
        Arguments.of(
            "an unknown transport",
            List.of("-Dnode.id=1", "-Delection.transport=pigeon"),
            "election.transport='pigeon'"),
        Arguments.of(
            "a priority that is too high",
            List.of("-Dnode.id=1", "-Delection.priority=101"),
            "election.priority='101'"),
        Arguments.of(
            "neither true nor false",
            List.of("-Dnode.id=1", "-Delection.release-on-shutdown=yes"),
            "election.release-on-shutdown='yes'"),
        Arguments.of(
            "strangers in reach",
            List.of("-Dnode.id=1", "-Delection.members.1=10.0.0.1:7101"),
            "election.members.1=10.0.0.1:7101 is not on the loopback interface"),
        Arguments.of(
            "a secret that is not there",
            List.of("-Dnode.id=1", "-Delection.security.shared-secret-file=secret"),
            "election.security.shared-secret-file='secret'"),
        Arguments.of(
            "certificates that are not there",
            List.of("-Dnode.id=1", "-Delection.security.tls-configuration=peers"),
            "election.security.tls-configuration='peers'"),
        Arguments.of(
            "neither secure nor not",
            List.of("-Dnode.id=1", "-Delection.security.insecure=no"),
            "election.security.insecure='no'"),
        Arguments.of(
            "an address that is none",
            List.of("-Dnode.id=1", "-Delection.members.1=127.0.0.1"),
            "election.members.1"),
        Arguments.of(
            "an address twice",
            List.of(
                "-Dnode.id=1",
                "-Delection.members.1=127.0.0.1:7101",
                "-Delection.members.2=127.0.0.1:7101"),
            "election.members.1 and election.members.2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misconfigurations")
  void refusesToStart(String what, List<String> arguments, String culprit) {
    try (JavaProcess node = NodeJar.run(directory, arguments.toArray(String[]::new))) {
      assertRefused(node, 1, culprit);
    }
    assertThat(directory.resolve("data")).as("nothing was changed").doesNotExist();
  }

  @Test
  void refusesAnUnknownCommandAsWrongUsage() {
    try (JavaProcess node = NodeJar.run(directory, "-Dnode.id=1", "lead")) {
      assertRefused(node, 2, "lead");
    }
  }

  @Test
  void refusesAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        JavaProcess node = NodeJar.run(directory, NodeJar.node(1, List.of(taken.getLocalPort())))) {
      assertRefused(node, 1, String.valueOf(taken.getLocalPort()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "h2"})
  void refusesADataDirectoryInUse(String storage) {
    List<Integer> ports = Ports.consecutive(1);
    String profile = "-Dquarkus.profile=" + storage;
    try (JavaProcess first = NodeJar.run(directory, NodeJar.node(1, ports, profile))) {
      new ClusterObserver(ports).awaitAgreement(List.of(1));
      try (JavaProcess second =
          NodeJar.run(directory, NodeJar.node(1, Ports.consecutive(1), profile))) {
        assertRefused(second, 1, "data/node-1");
      }
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void refusesToLeaveOutAMemberThatIsOnRecord() {
    List<Integer> ports = Ports.consecutive(3);
    try (JavaProcess node = NodeJar.run(directory, NodeJar.node(1, ports))) {
      Awaitility.await("the node answers")
          .atMost(Duration.ofMinutes(1))
          .until(() -> NodeAnswer.of(ports.get(0)).isPresent());
    }
    try (JavaProcess node = NodeJar.run(directory, NodeJar.node(1, ports.subList(0, 2)))) {
      assertRefused(node, 1, "election.members.3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "h2"})
  void refusesADamagedRecord(String storage) throws IOException {
    List<Integer> ports = Ports.consecutive(1);
    String[] arguments = NodeJar.node(1, ports, "-Dquarkus.profile=" + storage);
    try (JavaProcess node = NodeJar.run(directory, arguments)) {
      new ClusterObserver(ports).awaitAgreement(List.of(1));
    }
    Path record =
        directory
            .resolve("data/node-1")
            .resolve(storage.equals("h2") ? "election.mv.db" : "election.record");
    Files.write(record, new byte[] {1, 2, 3});
    try (JavaProcess node = NodeJar.run(directory, arguments)) {
      assertRefused(node, 1, record.getFileName().toString());
    }
    assertThat(Files.readAllBytes(record)).as("T4: left as it is").containsExactly(1, 2, 3);
  }

  private static void assertRefused(JavaProcess node, int exitCode, String culprit) {
    assertThat(node.exitCode()).isEqualTo(exitCode);
    List<String> lines = new ArrayList<>(node.errors().lines().toList());
    node.output().lines().forEach(lines::add);
    assertThat(lines.stream().filter(line -> !line.contains(" INFO ")).toList())
        .singleElement()
        .asString()
        .contains(culprit)
        .satisfies(StartRefusalIT::assertDocumented);
  }

  /** The reference shows every refusal as it is printed. */
  private static void assertDocumented(String line) {
    if (line.startsWith(COULD_NOT_START)) {
      String example =
          line.substring(COULD_NOT_START.length())
              .replaceFirst("^127.0.0.1:\\d+ is in use", "127.0.0.1:PORT is in use")
              .replaceFirst("damaged \\(.*\\), so", "damaged (CAUSE), so")
              .replace("election.mv.db", "election.record");
      assertThat(REFERENCE).content().contains("| `" + example + "` |");
    }
  }
}
