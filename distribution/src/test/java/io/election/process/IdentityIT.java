package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are not who they say they are, or do not remember it (rule T6). */
class IdentityIT {

  @TempDir private Path directory;

  private final Map<Integer, JavaProcess> running = new TreeMap<>();
  private final List<Integer> ports = Ports.consecutive(4);
  private final List<Integer> members = ports.subList(0, 3);
  private final ClusterObserver observer = new ClusterObserver(members);
  private NodeAnswer leader;
  private int follower;

  @BeforeEach
  void boot() {
    for (int node = 1; node <= 3; node++) {
      start(node);
    }
    leader = observer.awaitAgreement(running.keySet());
    follower = leader.nodeId() % 3 + 1;
  }

  @AfterEach
  void killAll() {
    running.values().forEach(JavaProcess::close);
  }

  private void start(int node, String... more) {
    String[] timings = {"-Delection.timeout.min=4s", "-Delection.timeout.max=6s"};
    String[] settings = Stream.of(timings, more).flatMap(Arrays::stream).toArray(String[]::new);
    running.put(node, NodeJar.run(directory, NodeJar.node(node, members, settings)));
  }

  private Path record(String dataDirectory, int node) {
    return directory.resolve(dataDirectory).resolve("node-" + node).resolve("election.record");
  }

  /** D11: whoever was started last goes on. */
  @Test
  void theOlderOfTwoProcessesOnCopiesOfOneDirectoryStops() throws IOException {
    copy(record("data", follower), record("copied", follower));

    JavaProcess older = running.get(follower);
    startOnTheCopy();

    awaitOutput(older, "another process was started as node %d after this one".formatted(follower));
    assertToldToStop(observer.port(follower));
    assertTheOthersGoOn();
  }

  /** D11: nobody can tell which one is right. */
  @Test
  void twoProcessesThatWereStartedEquallyOftenBothStop() throws IOException {
    running.get(follower).kill();
    copy(record("data", follower), record("copied", follower));

    start(follower);
    JavaProcess one = running.get(follower);
    startOnTheCopy();
    JavaProcess other = running.get(follower);

    String cause =
        "two processes run as node %d on copies of one data directory".formatted(follower);
    awaitOutput(one, cause);
    awaitOutput(other, cause);
    assertToldToStop(observer.port(follower));
    assertToldToStop(ports.get(3));
    assertTheOthersGoOn();
    assertThat(refused(leader.nodeId(), "duplicate-id")).isPositive();
  }

  /** A second process as the follower, at an address where no member looks for it. */
  private void startOnTheCopy() {
    running.put(4, running.get(follower));
    start(follower, "-Dquarkus.http.port=" + ports.get(3), "-Delection.data-dir=copied");
  }

  private static void assertToldToStop(int port) throws IOException {
    HttpResponse<String> readiness = NodeAnswer.get(port, "/q/health/ready");
    assertThat(readiness.statusCode()).isEqualTo(503);
    assertThat(readiness.body()).contains("TOLD_TO_STOP");
  }

  private void assertTheOthersGoOn() {
    observer.watch(
        Duration.ofSeconds(3),
        answers ->
            answers.stream().filter(answer -> answer.nodeId() != follower).allMatch(this::asBefore),
        "leader and term stay");
  }

  @Test
  void dataDirectoryFromABackupIsNoticedAndHasNoVoteInTheTermsThatItForgot() throws Exception {
    copy(record("data", follower), record("backup", follower));
    for (int resigned = 0; resigned < 2; resigned++) {
      int node = leader.nodeId();
      assertThat(post(observer.port(node), "/election/resign")).isEqualTo(200);
      leader = observer.awaitAgreement(List.of(1, 2, 3));
    }
    if (leader.nodeId() == follower) {
      assertThat(post(observer.port(follower), "/election/resign")).isEqualTo(200);
      leader = observer.awaitAgreement(List.of(1, 2, 3));
    }

    running.get(follower).kill();
    copy(record("backup", follower), record("data", follower));
    start(follower);

    awaitOutput(running.get(follower), "its data directory is lost or an old copy");
    // One that has not seen the terms of before, for the node's term falls with its record.
    assertThat(new ClusterObserver(members).awaitAgreement(List.of(1, 2, 3)))
        .matches(this::asBefore, "leader and term are as before: " + leader);
    assertThat(refused(follower, "forgotten-term")).isEqualTo(1);
  }

  private static int post(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private boolean asBefore(NodeAnswer answer) {
    return answer.term() == leader.term()
        && answer.leaderId() != null
        && answer.leaderId() == leader.nodeId();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitOutput(JavaProcess process, String text) {
    Awaitility.await(text)
        .atMost(JavaProcess.PATIENCE)
        .until(() -> process.output().contains(text));
  }

  private double refused(int node, String reason) throws IOException {
    String series =
        "election_messages_refused_total{node=\"%d\",reason=\"%s\"}".formatted(node, reason);
    return NodeAnswer.get(observer.port(node), "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length()).trim()))
        .sum();
  }
}
