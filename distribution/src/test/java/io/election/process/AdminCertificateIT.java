package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.election.certificates.CertificateAuthority;
import io.election.certificates.CertificateAuthority.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes that know people by their certificates: Ada's has the role admin. */
class AdminCertificateIT {

  private static final int NODES = 3;
  private static final String ADDRESS = "127.0.0.1";
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path directory;

  private final CertificateAuthority authority = new CertificateAuthority("the members' CA");
  private final HttpClient nobody = TlsClient.anonymous(authority.certificate());
  private final List<Integer> ports = Ports.consecutive(NODES);
  private final ClusterObserver observer =
      new ClusterObserver(ports, port -> NodeAnswer.of(nobody, "https://" + ADDRESS + ":" + port));
  private final List<JavaProcess> processes = new ArrayList<>();

  @AfterEach
  void killAll() {
    processes.forEach(JavaProcess::close);
  }

  private NodeAnswer boot() throws IOException {
    authority.write(directory.resolve("ca.crt"));
    Files.writeString(directory.resolve("roles.properties"), "ada=admin\n");
    for (int node = 1; node <= NODES; node++) {
      authority.issue("node-" + node, ADDRESS).write(directory, "node-" + node);
      String[] settings =
          Stream.of(
                  "election.timeout.min=4s",
                  "election.timeout.max=6s",
                  "election.security.tls-configuration=peers",
                  "quarkus.tls.peers.key-store.pem.0.cert=node-%d.crt".formatted(node),
                  "quarkus.tls.peers.key-store.pem.0.key=node-%d.key".formatted(node),
                  "quarkus.tls.peers.trust-store.pem.certs=ca.crt",
                  "quarkus.http.auth.certificate-role-properties=roles.properties")
              .map(setting -> "-D" + setting)
              .toArray(String[]::new);
      processes.add(NodeJar.run(directory, NodeJar.node(node, ports, settings)));
    }
    return observer.awaitAgreement(List.of(1, 2, 3));
  }

  @Test
  void whoHasACertificateWithTheRoleSteersAndNobodyElse() throws Exception {
    NodeAnswer leader = boot();
    List<NodeAnswer> before = observer.look();
    Identity ada = person(authority, "ada", DAY);
    String url = "https://" + ADDRESS + ":" + observer.port(leader.nodeId());

    for (String verb : List.of("transfer", "resign", "pause", "resume")) {
      assertThat(order(nobody, url, verb).statusCode()).as("no certificate").isEqualTo(401);
      assertThat(order(showing(person(authority, "eve", DAY)), url, verb).statusCode())
          .as("a certificate without a role")
          .isEqualTo(403);
      assertThat(order(showing(authority.issue("node-1")), url, verb).statusCode())
          .as("a member's certificate")
          .isEqualTo(403);
      assertNoHandshake(
          "expired", showing(person(authority, "ada", Duration.ofHours(-1))), url, verb);
      assertNoHandshake(
          "another CA",
          showing(person(new CertificateAuthority("the members' CA"), "ada", DAY)),
          url,
          verb);
    }
    assertThat(observer.look()).isEqualTo(before);
    for (int port : ports) {
      assertThat(NodeAnswer.get(nobody, "https://" + ADDRESS + ":" + port + "/election").body())
          .contains("\"paused\":false");
    }

    HttpResponse<String> pause = order(showing(ada), url, "pause");
    assertThat(pause.body()).isEqualTo("{\"paused\":true}");
    assertThat(order(showing(ada), url, "resume").statusCode()).isEqualTo(200);

    ada.write(directory, "ada");
    JavaProcess transfer =
        NodeJar.run(
            directory,
            "transfer",
            "--url",
            url,
            "--certificate-authority",
            "ca.crt",
            "--certificate",
            "ada.crt",
            "--private-key",
            "ada.key");
    processes.add(transfer);
    assertThat(transfer.exitCode()).as(transfer.errors()).isZero();
    NodeAnswer next = observer.awaitAgreement(List.of(1, 2, 3));
    assertThat(next.term()).isGreaterThan(leader.term());
    assertThat(next.nodeId()).isNotEqualTo(leader.nodeId());
  }

  private static Identity person(CertificateAuthority authority, String name, Duration validity) {
    return authority.issue("CN=" + name, CertificateAuthority.validFor(validity));
  }

  private HttpClient showing(Identity identity) {
    return TlsClient.showing(authority.certificate(), identity);
  }

  private static HttpResponse<String> order(HttpClient client, String url, String verb)
      throws IOException, InterruptedException {
    HttpRequest order =
        HttpRequest.newBuilder(URI.create(url + "/election/" + verb))
            .POST(BodyPublishers.noBody())
            .build();
    return client.send(order, BodyHandlers.ofString());
  }

  private static void assertNoHandshake(String what, HttpClient client, String url, String verb) {
    assertThat(catchThrowable(() -> order(client, url, verb)))
        .as(what)
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("certificate_unknown");
  }
}
