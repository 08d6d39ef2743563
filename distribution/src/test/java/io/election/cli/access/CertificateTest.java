package io.election.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.election.cli.EventStream;
import io.election.cli.FakeNodes;
import io.election.cli.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands and nodes that speak TLS: whom they trust, and what they show of themselves. */
@Timeout(120)
class CertificateTest {

  private static final String PASSWORD = "changeit";

  /** Each vouches for itself. */
  @TempDir private static Path directory;

  private HttpsServer server;

  @Command
  private static final class Ask {
    @Mixin private AccessOptions login;
  }

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (String name : List.of("node-2", "stranger", "ada")) {
      make(name);
    }
  }

  private static void make(String name) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Key key = keys.getKey(name, PASSWORD.toCharArray());
    Certificate certificate = keys.getCertificate(name);
    pem(name + ".key", "PRIVATE KEY", key.getEncoded());
    pem(name + ".crt", "CERTIFICATE", certificate.getEncoded());
  }

  private static void pem(String file, String kind, byte[] content) throws IOException {
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
  }

  private static String file(String name) {
    return directory.resolve(name).toString();
  }

  /** A node that has this certificate, and answers only Ada, whom it knows by hers. */
  private String start(String name) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            TlsFiles.context(
                Files.readString(directory.resolve("ada.crt")),
                Files.readString(directory.resolve(name + ".crt")),
                Files.readString(directory.resolve(name + ".key")))) {
          @Override
          public void configure(HttpsParameters parameters) {
            var tls = getSSLContext().getDefaultSSLParameters();
            tls.setWantClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          boolean events = exchange.getRequestURI().getPath().endsWith("events");
          boolean known = isAda((HttpsExchange) exchange);
          String body =
              !known
                  ? "{\"detail\":\"no certificate\"}"
                  : events ? "event: a\ndata: b\n\n" : FakeNodes.leading(2, 7);
          exchange
              .getResponseHeaders()
              .add("Content-Type", events ? "text/event-stream" : "application/json");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  private static boolean isAda(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName().equals("CN=ada");
    } catch (SSLPeerUnverifiedException none) {
      return false;
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aMemberIsTrustedAtAnyAddressAndSeesWhoAsks() throws Exception {
    String url = start("node-2");
    String[] asAda = {
      "--certificate-authority", file("node-2.crt"),
      "--certificate", file("ada.crt"),
      "--private-key", file("ada.key")
    };

    Ran ran =
        Ran.election(
            "status", "--url", url, asAda[0], asAda[1], asAda[2], asAda[3], asAda[4], asAda[5]);

    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("node 2 leads in term 7");
    Ask ask = new Ask();
    new CommandLine(ask).parseArgs(asAda);
    NodeAccess access = ask.login.access(Map.of(), () -> null);
    try (EventStream events = EventStream.open(URI.create(url), "/election/events", access)) {
      assertThat(events.next()).hasFieldOrPropertyWithValue("data", "b");
    }
  }

  @Test
  void whoShowsNoCertificateIsTold() throws Exception {
    Ran ran =
        Ran.election(
            "status", "--url", start("node-2"), "--certificate-authority", file("node-2.crt"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("no certificate; log in with --user NAME");
  }

  /** Its authority vouches for it, but it is no member and has another name. */
  @Test
  void aStrangerIsNotTrusted() throws Exception {
    String url = start("stranger");

    Ran ran = Ran.election("pause", "--url", url, "--certificate-authority", file("stranger.crt"));

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).contains(url, "no TLS connection").hasLineCount(1);
    Ask ask = new Ask();
    new CommandLine(ask).parseArgs("--certificate-authority", file("stranger.crt"));
    NodeAccess access = ask.login.access(Map.of(), () -> null);
    assertThatThrownBy(() -> EventStream.open(URI.create(url), "/election/events", access))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no TLS connection");
  }

  @Test
  void whomAnotherAuthorityVouchesForIsNotTrusted() throws Exception {
    Ran ran =
        Ran.election(
            "pause", "--url", start("node-2"), "--certificate-authority", file("stranger.crt"));

    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).contains("is --certificate-authority that of the cluster?");
  }
}
