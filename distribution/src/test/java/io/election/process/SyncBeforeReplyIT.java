package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.operations.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T1, seen from outside the process: between a request for a vote and the reply that grants it, the
 * node syncs its store. The system calls of a real node are traced while the test plays the
 * candidate.
 *
 * <p>Needs {@code strace}, and {@code eatmydata} for the control, which takes the syncs out of the
 * node and must make the same check fail.
 */
class SyncBeforeReplyIT {

  private static final String SYSTEM_CALLS =
      "trace=read,recvfrom,write,writev,sendto,fsync,fdatasync";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"file", "h2"})
  void syncsBetweenTheVoteAndItsReply(String storage) throws Exception {
    Program.assumeInstalled("strace");
    assertThat(syncsBeforeGrant(traceOfAVote(storage, List.of()))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "h2"})
  void theCheckSeesThatASyncIsMissing(String storage) throws Exception {
    Program.assumeInstalled("strace");
    Program.assumeInstalled("eatmydata");
    assertThat(syncsBeforeGrant(traceOfAVote(storage, List.of("eatmydata")))).isZero();
  }

  private List<String> traceOfAVote(String storage, List<String> wrapper) throws Exception {
    List<Integer> ports = Ports.consecutive(3);
    Path trace = directory.resolve("trace.txt");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-s", "300"));
    command.addAll(List.of("-e", SYSTEM_CALLS, "-o", trace.toString()));
    command.addAll(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            NodeJar.PATH.toString()));
    command.addAll(
        List.of(
            NodeJar.node(
                1,
                ports,
                "-Dquarkus.profile=" + storage,
                // A save that takes longer than timeout.min counts as failed, and all is slow here.
                "-Delection.timeout.min=5s",
                "-Delection.timeout.max=8s")));
    try (JavaProcess node = JavaProcess.start(directory, Map.of(), command)) {
      Awaitility.await("the node answers")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> NodeAnswer.of(ports.get(0)).isPresent());
      // A node without a record votes for nobody until timeout.min has passed (rule D10).
      Awaitility.await("the node grants its vote")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> askForVote(ports.get(0)).contains("\"granted\":true"));
    }
    Awaitility.await("the grant is in the trace")
        .atMost(JavaProcess.PATIENCE)
        .until(() -> Files.readAllLines(trace), lines -> lines.stream().anyMatch(this::grants));
    return Files.readAllLines(trace);
  }

  private static String askForVote(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/raft/v1/request-vote"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"clusterId":"local","protocolVersion":2,"senderId":2,\
                    "incarnation":{"directory":7,"starts":1,"nonce":7},"members":[1,2,3],\
                    "term":5,"round":1,"preVote":false}"""))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.body();
  }

  /** How many syncs completed after the request came in and before the grant went out. */
  private long syncsBeforeGrant(List<String> trace) {
    int granted = indexOf(trace, this::grants);
    assertThat(granted).isNotNegative();
    int asked = granted;
    while (!trace.get(asked).contains("POST /raft/v1/request-vote")) {
      asked--;
    }
    return trace.subList(asked, granted).stream().filter(this::completesSync).count();
  }

  private boolean grants(String line) {
    return line.contains("\\\"granted\\\":true");
  }

  private boolean completesSync(String line) {
    return line.matches(".*(fsync|fdatasync)(\\(\\d+\\)| resumed>\\)) += 0.*");
  }

  private static int indexOf(List<String> lines, Predicate<String> condition) {
    for (int i = 0; i < lines.size(); i++) {
      if (condition.test(lines.get(i))) {
        return i;
      }
    }
    return -1;
  }
}
