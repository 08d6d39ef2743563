package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.election.operations.OperationsFiles;
import io.election.operations.Program;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration for HAProxy, with a real one in front of three real nodes. */
class HaproxyIT {

  /** So long that a busy machine seldom makes nodes elect another. */
  private static final String[] TIMINGS = {
    "-Delection.timeout.min=2s", "-Delection.timeout.max=3s"
  };

  @TempDir private Path directory;

  private Program haproxy;
  private List<Integer> nodes;
  private int front;
  private Path configuration;

  /** On ports of the test's own. */
  @BeforeEach
  void copyTheConfiguration() throws IOException {
    haproxy = Program.assumeInstalled("haproxy");
    List<Integer> ports = Ports.consecutive(5);
    nodes = ports.subList(0, 3);
    front = ports.get(3);
    String shipped = OperationsFiles.read("haproxy/haproxy.cfg");
    assertThat(shipped).contains(":7099", ":7100", ":7101", ":7102", ":7103");
    configuration = directory.resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        shipped
            .replace(":7099", ":" + ports.get(4))
            .replace(":7100", ":" + front)
            .replace(":7101", ":" + nodes.get(0))
            .replace(":7102", ":" + nodes.get(1))
            .replace(":7103", ":" + nodes.get(2)));
  }

  @Test
  void theConfigurationIsValid() {
    assertThat(haproxy.run(directory, "-c", "-f", configuration.toString()))
        .doesNotContain("WARNING");
  }

  @Test
  void trafficFollowsTheLeader() {
    List<JavaProcess> running = new ArrayList<>();
    try (JavaProcess proxy =
        JavaProcess.start(
            directory, Map.of(), List.of(haproxy.path(), "-db", "-f", configuration.toString()))) {
      for (int id = 1; id <= nodes.size(); id++) {
        running.add(NodeJar.run(directory, NodeJar.node(id, nodes, TIMINGS)));
      }
      ClusterObserver observer = new ClusterObserver(nodes);
      Set<Integer> survivors = new TreeSet<>(Set.of(1, 2, 3));
      int first = awaitAnswersFromLeaderAlone(observer, survivors);

      running.get(first - 1).kill();
      survivors.remove(first);
      int second = awaitAnswersFromLeaderAlone(observer, survivors);

      running.get(second - 1).kill();
      Awaitility.await("nobody leads, so nobody is asked")
          .atMost(JavaProcess.PATIENCE)
          .ignoreExceptions()
          .until(() -> NodeAnswer.get(front, "/election").statusCode() == 503);
      assertThat(proxy.isAlive()).isTrue();
    } finally {
      running.forEach(JavaProcess::close);
    }
  }

  /** Until the proxy has only the leader in, which every one of several requests then reaches. */
  private int awaitAnswersFromLeaderAlone(ClusterObserver observer, Set<Integer> running) {
    AtomicInteger leader = new AtomicInteger();
    Awaitility.await("requests reach the leader and no other")
        .atMost(JavaProcess.PATIENCE)
        .until(
            () -> {
              leader.set(observer.awaitAgreement(running).nodeId());
              return answering().equals(Set.of(Optional.of(leader.get())));
            });
    return leader.get();
  }

  private Set<Optional<Integer>> answering() {
    Set<Optional<Integer>> answering = new HashSet<>();
    for (int request = 0; request < 2 * nodes.size(); request++) {
      answering.add(answeringNode());
    }
    return answering;
  }

  /** Empty if nobody leads, or if the proxy cuts the connection to a node that leads no longer. */
  private Optional<Integer> answeringNode() {
    try {
      HttpResponse<String> response = NodeAnswer.get(front, "/election");
      return response.statusCode() == 200
          ? Optional.of(new ObjectMapper().readTree(response.body()).get("nodeId").intValue())
          : Optional.empty();
    } catch (IOException cut) {
      return Optional.empty();
    }
  }
}
