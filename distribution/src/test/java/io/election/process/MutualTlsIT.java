package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.election.certificates.CertificateAuthority;
import io.election.certificates.CertificateAuthority.Identity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes whose members know each other by certificates, and strangers who try their luck.
 */
class MutualTlsIT {

  private static final int NODES = 3;
  private static final String ADDRESS = "127.0.0.1";

  @TempDir private Path directory;

  private final CertificateAuthority authority = new CertificateAuthority("the members' CA");
  private final HttpClient anybody = TlsClient.anonymous(authority.certificate());
  private final List<Integer> ports = Ports.consecutive(NODES);
  private final ClusterObserver observer =
      new ClusterObserver(ports, port -> NodeAnswer.of(anybody, url(port)));
  private final Map<Integer, JavaProcess> running = new TreeMap<>();

  private static String url(int port) {
    return "https://" + ADDRESS + ":" + port;
  }

  private NodeAnswer boot(Duration validity) {
    authority.write(directory.resolve("ca.crt"));
    for (int node = 1; node <= NODES; node++) {
      renew(node, validity);
      start(node);
    }
    return observer.awaitAgreement(running.keySet());
  }

  private Identity renew(int node, Duration validity) {
    Identity identity =
        authority.issue(
            "CN=a member", CertificateAuthority.validFor(validity), "node-" + node, ADDRESS);
    identity.write(directory, "node-" + node);
    return identity;
  }

  private void start(int node) {
    String[] settings =
        Stream.of(
                "election.heartbeat-interval=500ms",
                "election.timeout.min=6s",
                "election.timeout.max=10s",
                "election.security.tls-configuration=peers",
                "quarkus.tls.peers.key-store.pem.0.cert=node-%d.crt".formatted(node),
                "quarkus.tls.peers.key-store.pem.0.key=node-%d.key".formatted(node),
                "quarkus.tls.peers.trust-store.pem.certs=ca.crt",
                "quarkus.tls.peers.reload-period=2s")
            .map(setting -> "-D" + setting)
            .toArray(String[]::new);
    running.put(node, NodeJar.run(directory, NodeJar.node(node, ports, settings)));
  }

  @AfterEach
  void killAll() {
    running.values().forEach(JavaProcess::close);
  }

  @Test
  void strangersChangeNothing() throws IOException {
    NodeAnswer leader = boot(Duration.ofDays(1));
    Set<NodeAnswer> before = new HashSet<>(observer.look());
    int follower = leader.nodeId() % NODES + 1;
    int other = follower % NODES + 1;
    String member = "node-" + other;
    PeerMessage higherTerm = PeerMessage.higherTerm("local", other);
    double impersonation = refused(follower, "impersonation");
    double notAuthenticated = refused(follower, "not-authenticated");

    for (int asked : List.of(leader.nodeId(), follower)) {
      String url = url(observer.port(asked));

      assertAnswer("no certificate", 401, "NOT_AUTHENTICATED", higherTerm.send(anybody, url));
      assertAnswer(
          "no certificate, a leader's heartbeat",
          401,
          "NOT_AUTHENTICATED",
          PeerMessage.forgedLeader(other).send(anybody, url));
      assertAnswer(
          "right CA, but another node's name",
          403,
          "IMPERSONATION",
          higherTerm.send(showing(authority.issue("node-" + asked)), url));
      assertAnswer(
          "right CA, but nobody's name",
          403,
          "IMPERSONATION",
          higherTerm.send(showing(authority.issue("db.example.org")), url));
      assertAnswer(
          "right certificate, wrong cluster",
          403,
          "OTHER_CLUSTER",
          PeerMessage.higherTerm("other", other).send(showing(authority.issue(member)), url));
      assertNoHandshake(
          "expired",
          "certificate_unknown",
          showing(
              authority.issue(
                  "CN=a member", CertificateAuthority.validFor(Duration.ofHours(-1)), member)),
          url);
      assertNoHandshake(
          "wrong CA",
          "certificate_unknown",
          showing(new CertificateAuthority("the members' CA").issue(member)),
          url);
      assertNoPlainText(observer.port(asked));
    }

    assertThat(new HashSet<>(observer.look())).isEqualTo(before);
    assertThat(refused(follower, "impersonation")).isEqualTo(impersonation + 2);
    assertThat(refused(follower, "not-authenticated")).isEqualTo(notAuthenticated + 2);
    assertThat(running.get(follower).output())
        .containsOnlyOnce("refused a message: a message from 127.0.0.1 came without a certificate")
        .contains(
            "a message of node %d came from 127.0.0.1 with the certificate of".formatted(other));
  }

  private double refused(int node, String reason) throws IOException {
    String metrics = NodeAnswer.get(anybody, url(observer.port(node)) + "/q/metrics").body();
    return RefusedMessages.count(metrics, node, reason);
  }

  private HttpClient showing(Identity identity) {
    return TlsClient.showing(authority.certificate(), identity);
  }

  private static void assertAnswer(
      String what, int status, String reason, PeerMessage.Answer answer) {
    assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(status);
    assertThat(answer.body()).as(what).contains("\"reason\":\"" + reason + "\"");
  }

  private static void assertNoHandshake(String what, String alert, HttpClient client, String url) {
    assertThat(catchThrowable(() -> PeerMessage.higherTerm("local", 1).send(client, url)))
        .as(what)
        .isInstanceOf(SSLException.class)
        .hasMessageContaining(alert);
  }

  private static void assertNoPlainText(int port) {
    assertThat(
            catchThrowable(
                () ->
                    PeerMessage.higherTerm("local", 1)
                        .send(HttpClient.newHttpClient(), "http://127.0.0.1:" + port)))
        .as("plain text to a TLS port")
        .isInstanceOf(IOException.class);
  }

  @Test
  void electsAndHandsOverAndFailsOver() throws Exception {
    NodeAnswer first = boot(Duration.ofDays(1));
    int target = first.nodeId() % NODES + 1;

    HandOver.to(target, anybody, url(observer.port(first.nodeId())));
    NodeAnswer second = observer.awaitAgreement(running.keySet());
    assertThat(second.nodeId()).isEqualTo(target);
    assertThat(second.term()).isGreaterThan(first.term());

    running.remove(target).kill();
    NodeAnswer third = observer.awaitAgreement(running.keySet());
    assertThat(third.term()).isGreaterThan(second.term());
    start(target);
    assertThat(observer.awaitAgreement(Set.of(1, 2, 3)).nodeId()).isEqualTo(third.nodeId());
  }

  /** The old certificates run out while the cluster runs; connections outlive neither. */
  @Test
  void goesOnWithCertificatesThatAreReplacedWhileItRuns() throws Exception {
    Duration validity = Duration.ofSeconds(75);
    Instant booted = Instant.now();
    NodeAnswer leader = boot(validity);
    Map<Integer, X509Certificate> renewed = new TreeMap<>();
    for (int node = 1; node <= NODES; node++) {
      renewed.put(node, renew(node, Duration.ofDays(1)).certificate());
    }
    Awaitility.await("every node shows its new certificate")
        .atMost(JavaProcess.PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> shown().equals(renewed));

    Duration rest = Duration.between(Instant.now(), booted.plus(validity)).plusSeconds(5);
    observer.watch(
        rest.isNegative() ? Duration.ofSeconds(5) : rest,
        answers -> answers.stream().allMatch(answer -> answer.term() == leader.term()),
        "nobody stands for election when the old certificates run out");
    assertThat(observer.awaitAgreement(running.keySet()).nodeId()).isEqualTo(leader.nodeId());

    int follower = leader.nodeId() % NODES + 1;
    running.remove(follower).kill();
    start(follower);
    NodeAnswer after = observer.awaitAgreement(Set.of(1, 2, 3));
    assertThat(after.nodeId()).isEqualTo(leader.nodeId());
    assertThat(after.term()).isEqualTo(leader.term());
    assertThat(running.get(leader.nodeId()).output()).contains("certificates were renewed");
  }

  private Map<Integer, X509Certificate> shown() throws IOException {
    Map<Integer, X509Certificate> shown = new TreeMap<>();
    for (int node : running.keySet()) {
      shown.put(node, shownBy(node));
    }
    return shown;
  }

  @Test
  void refusesToStartWithACertificateThatIsNotItsOwn() {
    authority.write(directory.resolve("ca.crt"));
    authority
        .issue("CN=node-1", CertificateAuthority.validFor(Duration.ofDays(1)))
        .write(directory, "node-2");
    start(2);
    assertThat(running.get(2).exitCode()).isEqualTo(1);
    assertThat(running.get(2).errors())
        .isEqualTo(
            "election: cannot start: the certificate of quarkus.tls.peers names node-1 and not node-2; give this node one with the DNS name node-2\n");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  private X509Certificate shownBy(int node) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            TlsClient.context(authority.certificate(), null)
                .getSocketFactory()
                .createSocket(ADDRESS, observer.port(node))) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
