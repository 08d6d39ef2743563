package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar distribution/node.jar}, as the documentation writes it. */
class NodeJarIT {

  @TempDir private Path directory;

  @BeforeEach
  void lookLikeTheRepositoryRoot() throws IOException {
    Files.createDirectory(directory.resolve("distribution"));
    Files.createSymbolicLink(directory.resolve("distribution/node.jar"), NodeJar.PATH);
  }

  /** On the ports that the documentation names, which everybody on this machine shares. */
  @Test
  void startsOneNodeExactlyAsWritten() throws IOException {
    for (int port : List.of(7101, 7102, 7103)) {
      Awaitility.await("127.0.0.1:%d is in use; this test needs it free".formatted(port))
          .atMost(JavaProcess.PATIENCE)
          .until(() -> Ports.isFree(port));
    }
    try (JavaProcess node = java("-jar", "distribution/node.jar", "-Dnode.id=2")) {
      assertThat(answer(7102).role()).isNotEqualTo("LEADER");
      HttpResponse<String> leader = NodeAnswer.get(7102, "/leader");
      assertThat(leader.statusCode()).isEqualTo(503);
      assertThat(leader.body()).isEqualTo("{\"leaderId\":null,\"leaderAddress\":null,\"term\":0}");
      assertThat(node.isAlive()).isTrue();
    }
  }

  @Test
  void aProfileSwitchesTheStoreAndTheNodeStartsFreshInItAndSaysSo() {
    int port = Ports.consecutive(1).get(0);
    String[] member = {"-Dnode.id=2", "-Delection.members.2=127.0.0.1:" + port};
    long firstTerm;
    try (JavaProcess node = java("-jar", "distribution/node.jar", member[0], member[1])) {
      firstTerm = awaitLeader(port).term();
    }
    try (JavaProcess node =
        java("-jar", "distribution/node.jar", member[0], member[1], "-Dquarkus.profile=h2")) {
      awaitLeader(port);
      assertThat(node.output())
          .contains("node 2 starts fresh in store h2 in data/node-2: term 0, no vote")
          .contains("store file holds another record of this node in data/node-2");
    }
    try (JavaProcess node =
        java("-jar", "distribution/node.jar", member[0], member[1], "-Dquarkus.profile=file")) {
      assertThat(awaitLeader(port).term()).isGreaterThan(firstTerm);
      assertThat(node.output())
          .containsPattern(
              "node 2 restored term \\d+, vote for node 2 from store file in data/node-2");
    }
  }

  @Test
  void takesSettingsFromEverywhereAndOneBeforeTheJarWins() {
    List<Integer> ports = Ports.consecutive(2);
    try (JavaProcess node =
        JavaProcess.java(
            directory,
            Map.of("ELECTION_CLUSTER_ID", "blue", "ELECTION_URL", "http://127.0.0.1:1"),
            List.of(
                "-Dnode.id=1",
                "-jar",
                "distribution/node.jar",
                "-Dnode.id=2",
                "--election.members.1=127.0.0.1:" + ports.get(0),
                "-Delection.members.2=127.0.0.1:" + ports.get(1)))) {
      assertThat(answer(ports.get(0)).nodeId()).isEqualTo(1);
      assertThat(node.output()).contains("node 1 starts fresh");
    }
  }

  private JavaProcess java(String... arguments) {
    return JavaProcess.java(directory, Map.of(), List.of(arguments));
  }

  private static NodeAnswer answer(int port) {
    return Awaitility.await()
        .atMost(JavaProcess.PATIENCE)
        .until(() -> NodeAnswer.of(port), java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static NodeAnswer awaitLeader(int port) {
    return Awaitility.await()
        .atMost(JavaProcess.PATIENCE)
        .until(() -> NodeAnswer.of(port), answer -> answer.filter(NodeAnswer::isLeader).isPresent())
        .orElseThrow();
  }
}
