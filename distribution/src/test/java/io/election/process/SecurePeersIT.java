package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.operations.OperationsFiles;
import io.election.operations.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and the configuration of the guide make a cluster whose members know each other. */
class SecurePeersIT {

  private static final String GUIDE = OperationsFiles.documentation("howto/secure-peers.md");

  @TempDir private Path directory;

  private static String block(String language) {
    Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(GUIDE);
    assertThat(block.find()).as("a block of " + language).isTrue();
    return block.group(1);
  }

  @Test
  void certificatesMadeByTheGuideMakeACluster() throws IOException, GeneralSecurityException {
    Program.assumeInstalled("openssl");
    Program.assumeInstalled("bash").run(directory, "-ec", block("sh"));
    HttpClient client = TlsClient.anonymous(certificate("ca.crt"));
    List<Integer> ports = Ports.consecutive(3);
    ClusterObserver observer =
        new ClusterObserver(ports, port -> NodeAnswer.of(client, "https://localhost:" + port));
    List<JavaProcess> running = new ArrayList<>();
    try {
      // Two of three are a majority.
      for (int node : List.of(1, 2)) {
        Path home = Files.createDirectories(directory.resolve("home-" + node + "/config"));
        Files.writeString(
            home.resolve("application.properties"),
            block("properties")
                .replace("/etc/election/", directory + "/")
                .replace("node-2.", "node-" + node + "."));
        running.add(NodeJar.run(home.getParent(), NodeJar.node(node, ports)));
      }
      observer.awaitAgreement(Set.of(1, 2));
    } finally {
      running.forEach(JavaProcess::close);
    }
  }

  private X509Certificate certificate(String file) throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(directory.resolve(file))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }
}
