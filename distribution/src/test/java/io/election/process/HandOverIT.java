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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leadership handed over between real processes. Election timeouts are so long here that a test
 * which waits for one would be seen to: a node that ran into one says so in its log.
 */
class HandOverIT {

  private static final Set<Integer> ALL = Set.of(1, 2, 3, 4, 5);
  private static final String TIMED_OUT = "was not heard for";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<Integer> PORTS = Ports.consecutive(ALL.size());
  private static final Map<Integer, JavaProcess> RUNNING = new TreeMap<>();
  private static final List<JavaProcess> ENDED = new ArrayList<>();

  @TempDir private static Path directory;

  private final ClusterObserver observer = new ClusterObserver(PORTS);
  private NodeAnswer leader;

  private static void start(int node) {
    String[] timings = {"-Delection.timeout.min=4s", "-Delection.timeout.max=6s"};
    RUNNING.put(node, NodeJar.run(directory, NodeJar.node(node, PORTS, timings)));
  }

  @AfterAll
  static void killAll() {
    RUNNING.values().forEach(JavaProcess::close);
  }

  @BeforeEach
  void awaitLeader() {
    ALL.stream().filter(node -> !RUNNING.containsKey(node)).forEach(HandOverIT::start);
    leader = observer.awaitAgreement(ALL);
  }

  private HttpResponse<String> post(int node, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + observer.port(node) + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> transfer(int from, int to) throws Exception {
    return post(from, "/election/transfer", "{\"to\":" + to + "}");
  }

  private HttpResponse<String> transferUntil(
      int from, int to, Predicate<HttpResponse<String>> expected) {
    return askUntil(
        "node %d is asked to hand over to node %d".formatted(from, to),
        () -> transfer(from, to),
        expected);
  }

  /**
   * Asks until the answer is like this: a leader knows who would stand, and whom it reaches, by the
   * answers to its heartbeats. Until then no order comes about.
   */
  private static HttpResponse<String> askUntil(
      String what, Callable<HttpResponse<String>> order, Predicate<HttpResponse<String>> expected) {
    return Awaitility.await(what)
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              HttpResponse<String> answer = order.call();
              assertThat(expected.test(answer) || answer.statusCode() == 504)
                  .as(answer.body())
                  .isTrue();
              return answer;
            },
            expected);
  }

  private static boolean isDone(HttpResponse<String> answer) {
    return answer.statusCode() == 200;
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static int other(int node) {
    return node % ALL.size() + 1;
  }

  @Test
  void leaderHandsOverToTheMemberThatIsNamed() throws Exception {
    int target = other(leader.nodeId());

    HttpResponse<String> answer = transferUntil(leader.nodeId(), target, HandOverIT::isDone);

    assertThat(json(answer).get("leaderId").intValue()).isEqualTo(target);
    NodeAnswer next = observer.awaitAgreement(ALL);
    assertThat(next.nodeId()).isEqualTo(target);
    assertThat(next.term()).isEqualTo(json(answer).get("term").longValue());
    assertThat(next.term()).isEqualTo(leader.term() + 1);
    assertNobodyTimedOut();
  }

  @Test
  void whoDoesNotLeadNamesWhoDoesAndAStrangerIsNobodysTarget() throws Exception {
    HttpResponse<String> elsewhere = post(other(leader.nodeId()), "/election/resign", "");
    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(json(elsewhere).get("leaderId").intValue()).isEqualTo(leader.nodeId());

    assertThat(transfer(leader.nodeId(), 6).statusCode()).isEqualTo(404);
    assertThat(observer.awaitAgreement(ALL).term()).isEqualTo(leader.term());
  }

  @Test
  void pausedNodeIsNeverHandedLeadership() throws Exception {
    int paused = other(leader.nodeId());
    assertThat(post(paused, "/election/pause", "").statusCode()).isEqualTo(200);

    transferUntil(
        leader.nodeId(),
        paused,
        answer -> answer.statusCode() == 504 && answer.body().contains("paused"));
    assertThat(observer.awaitAgreement(ALL).term()).isEqualTo(leader.term());

    HttpResponse<String> resigned =
        askUntil(
            "node %d is asked to resign".formatted(leader.nodeId()),
            () -> post(leader.nodeId(), "/election/resign", ""),
            HandOverIT::isDone);
    assertThat(json(resigned).get("leaderId").intValue()).isNotIn(paused, leader.nodeId());
    assertThat(post(paused, "/election/resume", "").statusCode()).isEqualTo(200);
    NodeAnswer next = observer.awaitAgreement(ALL);
    assertThat(next.term()).isEqualTo(leader.term() + 1);
    transferUntil(next.nodeId(), paused, HandOverIT::isDone);
    assertNobodyTimedOut();
  }

  /** H4: all nodes are restarted one by one, the leader always last. */
  @Test
  void rollingRestartNeverWaitsForATimeout() {
    for (int restart = 0; restart < ALL.size(); restart++) {
      int node = leader.nodeId();
      long term = leader.term();
      terminate(node);
      leader = observer.awaitAgreement(RUNNING.keySet());
      assertThat(leader.term()).as("one hand-over, one term").isEqualTo(term + 1);
      assertThat(leader.nodeId()).isNotEqualTo(node);
      start(node);
      leader = observer.awaitAgreement(ALL);
    }
    assertNobodyTimedOut();
  }

  /** SIGTERM. */
  private static void terminate(int node) {
    JavaProcess process = RUNNING.remove(node);
    process.signal("TERM");
    process.exitCode();
    ENDED.add(process);
    assertThat(process.output())
        .contains("node %d hands over to node".formatted(node))
        .doesNotContain("STOPPED");
  }

  /** From the first leader on. */
  private static void assertNobodyTimedOut() {
    Stream.concat(RUNNING.values().stream(), ENDED.stream())
        .forEach(process -> assertThat(process.output()).doesNotContain(TIMED_OUT));
  }
}
