package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leadership handed over between real processes. Election timeouts are so long here that a test
 * which waits for one would be seen to: a node that ran into one says so in its log.
 */
class HandOverIT {

  private static final String TIMED_OUT = "was not heard for";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path directory;

  private final Map<Integer, JavaProcess> running = new TreeMap<>();
  private final List<JavaProcess> ended = new ArrayList<>();
  private List<Integer> ports = List.of();
  private ClusterObserver observer = new ClusterObserver(ports);

  private NodeAnswer boot(int nodes) {
    ports = Ports.consecutive(nodes);
    observer = new ClusterObserver(ports);
    IntStream.rangeClosed(1, nodes).forEach(this::start);
    return observer.awaitAgreement(running.keySet());
  }

  private void start(int node, String... more) {
    String[] timings = {"-Delection.timeout.min=4s", "-Delection.timeout.max=6s"};
    String[] settings = Stream.of(timings, more).flatMap(Arrays::stream).toArray(String[]::new);
    running.put(node, NodeJar.run(directory, NodeJar.node(node, ports, settings)));
  }

  @AfterEach
  void killAll() {
    running.values().forEach(JavaProcess::close);
  }

  private HttpResponse<String> post(int node, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + observer.port(node) + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private int other(int node) {
    return node % ports.size() + 1;
  }

  @Test
  void leaderHandsOverToTheMemberThatIsNamed() throws Exception {
    NodeAnswer leader = boot(3);
    int target = other(leader.nodeId());

    HttpResponse<String> answer =
        post(leader.nodeId(), "/election/transfer", "{\"to\":" + target + "}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("leaderId").intValue()).isEqualTo(target);
    NodeAnswer next = observer.awaitAgreement(running.keySet());
    assertThat(next.nodeId()).isEqualTo(target);
    assertThat(next.term()).isEqualTo(json(answer).get("term").longValue());
    assertThat(next.term()).isEqualTo(leader.term() + 1);
    assertNobodyTimedOut(leader);
  }

  @Test
  void whoDoesNotLeadNamesWhoDoesAndAStrangerIsNobodysTarget() throws Exception {
    NodeAnswer leader = boot(3);

    HttpResponse<String> elsewhere = post(other(leader.nodeId()), "/election/resign", "");
    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(json(elsewhere).get("leaderId").intValue()).isEqualTo(leader.nodeId());

    HttpResponse<String> stranger = post(leader.nodeId(), "/election/transfer", "{\"to\":4}");
    assertThat(stranger.statusCode()).isEqualTo(404);
    assertThat(observer.awaitAgreement(running.keySet()).term()).isEqualTo(leader.term());
  }

  @Test
  void pausedNodeIsNeverHandedLeadership() throws Exception {
    NodeAnswer leader = boot(3);
    int paused = other(leader.nodeId());
    int free = other(paused);
    assertThat(post(paused, "/election/pause", "").statusCode()).isEqualTo(200);
    awaitOneMoreRound();

    HttpResponse<String> named =
        post(leader.nodeId(), "/election/transfer", "{\"to\":" + paused + "}");
    assertThat(named.statusCode()).as(named.body()).isEqualTo(504);
    assertThat(json(named).get("detail").textValue()).contains("paused");
    assertThat(observer.awaitAgreement(running.keySet()).term()).isEqualTo(leader.term());

    assertThat(json(post(leader.nodeId(), "/election/resign", "")).get("leaderId").intValue())
        .isEqualTo(free);
    assertThat(post(paused, "/election/resume", "").statusCode()).isEqualTo(200);
    awaitOneMoreRound();
    assertThat(post(free, "/election/transfer", "{\"to\":" + paused + "}").statusCode())
        .isEqualTo(200);
    assertNobodyTimedOut(leader);
  }

  /** The leader learns with the next answer to its heartbeats who would stand. */
  private void awaitOneMoreRound() {
    long begun = System.nanoTime();
    observer.await(
        "a round of heartbeats, also where a node stands still for a while",
        answers -> System.nanoTime() - begun > 2_000_000_000);
  }

  /** H4: five nodes are restarted one by one, the leader always last. */
  @Test
  void rollingRestartNeverWaitsForATimeout() {
    NodeAnswer leader = boot(5);
    for (int restart = 0; restart < 5; restart++) {
      int node = leader.nodeId();
      long term = leader.term();
      terminate(node);
      leader = observer.awaitAgreement(running.keySet());
      assertThat(leader.term()).as("one hand-over, one term").isEqualTo(term + 1);
      assertThat(leader.nodeId()).isNotEqualTo(node);
      start(node);
      leader = observer.awaitAgreement(running.keySet());
    }
    assertNobodyTimedOut(leader);
  }

  /** SIGTERM. */
  private void terminate(int node) {
    JavaProcess process = running.remove(node);
    process.signal("TERM");
    process.exitCode();
    ended.add(process);
    assertThat(process.output())
        .contains("node %d hands over to node".formatted(node))
        .doesNotContain("STOPPED");
  }

  /** From the first leader on. */
  private void assertNobodyTimedOut(NodeAnswer firstLeader) {
    assertThat(firstLeader.term()).isPositive();
    Stream.concat(running.values().stream(), ended.stream())
        .forEach(process -> assertThat(process.output()).doesNotContain(TIMED_OUT));
  }
}
