package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.SharedSecret;
import io.election.transport.rest.security.RequestSignature;
import io.election.transport.rest.security.SigningKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes whose members sign with a secret, and somebody on the line between them who reads
 * everything, keeps it and sends it again.
 */
class SharedSecretIT {

  private static final int NODES = 3;
  private static final String SECRET = "correct horse battery staple";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path directory;

  private final List<Integer> allPorts = Ports.consecutive(2 * NODES);
  private final List<Integer> ports = allPorts.subList(0, NODES);
  private final List<Integer> proxyPorts = allPorts.subList(NODES, 2 * NODES);
  private final ClusterObserver observer = new ClusterObserver(ports);
  private final Map<Integer, RecordingProxy> lines = new TreeMap<>();
  private final Map<Integer, JavaProcess> running = new TreeMap<>();

  private NodeAnswer boot() throws IOException {
    Files.writeString(directory.resolve("secret"), SECRET + "\n");
    for (int node = 1; node <= NODES; node++) {
      lines.put(node, new RecordingProxy(proxyPorts.get(node - 1), observer.port(node)));
    }
    IntStream.rangeClosed(1, NODES).forEach(this::start);
    return observer.awaitAgreement(running.keySet());
  }

  /** A node that finds its peers behind the proxies. */
  private void start(int node) {
    Stream<String> members =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(
                member ->
                    "election.members.%d=127.0.0.1:%d"
                        .formatted(member, (member == node ? ports : proxyPorts).get(member - 1)));
    Stream<String> settings =
        Stream.of(
            "node.id=" + node,
            "election.heartbeat-interval=500ms",
            "election.timeout.min=6s",
            "election.timeout.max=10s",
            "election.security.shared-secret-file=secret");
    running.put(
        node,
        NodeJar.run(
            directory,
            Stream.concat(members, settings)
                .map(setting -> "-D" + setting)
                .toArray(String[]::new)));
  }

  @AfterEach
  void stop() {
    running.values().forEach(JavaProcess::close);
    lines.values().forEach(RecordingProxy::close);
  }

  private String url(int node) {
    return "http://127.0.0.1:" + observer.port(node);
  }

  @Test
  void strangersAndReplaysChangeNothing() throws Exception {
    NodeAnswer first = boot();
    int target = first.nodeId() % NODES + 1;
    int third = target % NODES + 1;
    HandOver.to(target, HTTP, url(first.nodeId()));
    NodeAnswer leader = observer.awaitAgreement(running.keySet());
    assertThat(leader.nodeId()).isEqualTo(target);
    assertThat(leader.term()).isGreaterThan(first.term());
    PeerMessage vote = lines.get(third).last(PeerMessage.VOTE, "\"preVote\":false,\"transfer\":{");
    PeerMessage heartbeat = lines.get(third).last(PeerMessage.HEARTBEAT, "\"senderId\":" + target);
    PeerMessage timeoutNow = lines.get(target).last(PeerMessage.TIMEOUT_NOW, "");
    Set<NodeAnswer> before = new HashSet<>(observer.look());
    double replayed = refused(third, "replayed");
    double notAuthenticated = refused(third, "not-authenticated");

    assertRefused("a replayed vote", "REPLAYED", vote, third);
    assertRefused("a replayed heartbeat", "REPLAYED", heartbeat, third);
    assertRefused("a replayed TimeoutNow", "REPLAYED", timeoutNow, target);
    for (PeerMessage message : List.of(vote, heartbeat, timeoutNow)) {
      assertRefused("to another than it was meant for", "REPLAYED", message, first.nodeId());
    }
    assertRefused(
        "with a higher term written into it",
        "NOT_AUTHENTICATED",
        new PeerMessage(
            vote.path(),
            vote.body().replaceFirst("\"term\":\\d+", "\"term\":1000000"),
            vote.signature()),
        third);
    assertRefused(
        "with the signature of another kind of message",
        "NOT_AUTHENTICATED",
        new PeerMessage(PeerMessage.VOTE, vote.body(), heartbeat.signature()),
        third);
    PeerMessage higherTerm = PeerMessage.higherTerm("local", first.nodeId());
    for (int asked : List.of(target, third)) {
      assertRefused("a higher term, not signed", "NOT_AUTHENTICATED", higherTerm, asked);
      assertRefused(
          "a leader in a higher term, not signed",
          "NOT_AUTHENTICATED",
          PeerMessage.forgedLeader(first.nodeId()),
          asked);
      assertRefused(
          "a higher term, signed with another secret",
          "NOT_AUTHENTICATED",
          signed(higherTerm, "another secret of some length", first.nodeId(), asked, 0),
          asked);
      assertRefused(
          "in the name of another member",
          "IMPERSONATION",
          signed(higherTerm, SECRET, 9, asked, 0),
          asked);
      assertRefused(
          "from a minute ago",
          "REPLAYED",
          signed(higherTerm, SECRET, first.nodeId(), asked, -60_000),
          asked);
      PeerMessage ofOtherCluster = PeerMessage.higherTerm("other", first.nodeId());
      assertRefused(
          "of another cluster with the same secret",
          "OTHER_CLUSTER",
          signed(ofOtherCluster, SECRET, first.nodeId(), asked, 0),
          asked);
    }

    assertThat(new HashSet<>(observer.look())).isEqualTo(before);
    assertThat(refused(third, "replayed")).isEqualTo(replayed + 3);
    assertThat(refused(third, "not-authenticated")).isEqualTo(notAuthenticated + 5);
    assertTheSecretIsNowhere();

    // What was heard before a restart is in the memory of nobody.
    running.remove(third).kill();
    start(third);
    assertThat(observer.awaitAgreement(Set.of(1, 2, 3)).nodeId()).isEqualTo(target);
    assertRefused("a replayed vote, after a restart", "REPLAYED", vote, third);
    assertRefused("a replayed heartbeat, after a restart", "REPLAYED", heartbeat, third);
    assertThat(new HashSet<>(observer.look())).isEqualTo(before);
  }

  private static PeerMessage signed(
      PeerMessage message, String secret, int from, int to, long laterMillis) {
    return message.signed(
        RequestSignature.sign(
                new SigningKey(new SharedSecret(secret)),
                from,
                to,
                System.currentTimeMillis() + laterMillis,
                "POST",
                message.path(),
                message.bytes())
            .toHeader());
  }

  private void assertRefused(String what, String reason, PeerMessage message, int asked)
      throws IOException {
    PeerMessage.Answer answer = message.send(HTTP, url(asked));
    boolean isKnown = reason.equals("OTHER_CLUSTER") || reason.equals("IMPERSONATION");
    assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(isKnown ? 403 : 401);
    assertThat(answer.body()).as(what).contains("\"reason\":\"" + reason + "\"");
  }

  private double refused(int node, String reason) throws IOException {
    return RefusedMessages.count(
        NodeAnswer.get(observer.port(node), "/q/metrics").body(), node, reason);
  }

  private void assertTheSecretIsNowhere() throws IOException {
    for (Map.Entry<Integer, JavaProcess> node : running.entrySet()) {
      JavaProcess process = node.getValue();
      assertThat(process.output() + process.errors()).doesNotContain(SECRET);
      assertThat(Files.readString(Path.of("/proc", process.pid() + "", "cmdline")))
          .contains("shared-secret-file")
          .doesNotContain(SECRET);
      assertThat(NodeAnswer.get(observer.port(node.getKey()), "/election").body())
          .doesNotContain(SECRET);
    }
  }

  @Test
  void failsOverAndTurnsAwayWhoHasAnotherSecret() throws Exception {
    NodeAnswer first = boot();
    running.remove(first.nodeId()).kill();
    NodeAnswer second = observer.awaitAgreement(running.keySet());
    assertThat(second.term()).isGreaterThan(first.term());

    Files.writeString(directory.resolve("secret"), "another secret of some length");
    start(first.nodeId());
    observer.await(
        "the one with another secret asks in vain",
        answers ->
            running.get(first.nodeId()).output().contains("refused a message: a message from")
                && running
                    .get(second.nodeId())
                    .output()
                    .contains("is not signed with the secret of this cluster"));
    NodeAnswer still =
        observer.look().stream().filter(NodeAnswer::isLeader).findFirst().orElseThrow();
    assertThat(still).isEqualTo(second);
  }
}
