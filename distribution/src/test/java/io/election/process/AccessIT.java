package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may do what with real nodes: Ada has the role admin, Ben has another. What is refused moves
 * no leader, no term and no vote, and what they log in with is printed nowhere.
 */
class AccessIT {

  private static final String ADAS = "s3cret-of-ada";
  private static final String BENS = "s3cret-of-ben";
  private static final List<String> VERBS = List.of("transfer", "resign", "pause", "resume");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path directory;

  private final List<Integer> ports = Ports.consecutive(3);
  private final ClusterObserver observer = new ClusterObserver(ports);
  private final List<JavaProcess> processes = new ArrayList<>();

  @AfterEach
  void killAll() {
    processes.forEach(JavaProcess::close);
  }

  /** As the guide says: hashed, in a file beside the nodes. */
  private void configureUsers() throws Exception {
    Path configuration = Files.createDirectories(directory.resolve("config"));
    Files.writeString(
        configuration.resolve("application.properties"),
        """
        quarkus.security.users.embedded.users.ada=%s
        quarkus.security.users.embedded.roles.ada=admin
        quarkus.security.users.embedded.users.ben=%s
        quarkus.security.users.embedded.roles.ben=viewer
        """
            .formatted(hash("ada", ADAS), hash("ben", BENS)));
  }

  private static String hash(String user, String password) throws Exception {
    byte[] bytes = (user + ":Quarkus:" + password).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
  }

  private void boot(String... more) {
    for (int id = 1; id <= ports.size(); id++) {
      String[] settings =
          Stream.of(new String[] {"-Delection.timeout.min=4s", "-Delection.timeout.max=6s"}, more)
              .flatMap(Arrays::stream)
              .toArray(String[]::new);
      processes.add(NodeJar.run(directory, NodeJar.node(id, ports, settings)));
    }
  }

  private static String basic(String user, String password) {
    return "Basic " + base64(user + ":" + password);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(
      int node, String method, String path, @Nullable String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + observer.port(node) + path))
            .method(method, BodyPublishers.noBody());
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).contains(detail);
  }

  @Test
  void whoHasNotTheRoleMovesNothing() throws Exception {
    configureUsers();
    boot();
    NodeAnswer leader = observer.awaitAgreement(List.of(1, 2, 3));
    List<NodeAnswer> before = observer.look();

    for (int node = 1; node <= 3; node++) {
      for (String verb : VERBS) {
        String path = "/election/" + verb;
        assertProblem(send(node, "POST", path, null), 401, "log in as somebody who has the role");
        assertProblem(send(node, "POST", path, basic("ada", BENS)), 401, "is wrong");
        assertProblem(send(node, "POST", path, basic("eve", ADAS)), 401, "is wrong");
        assertProblem(send(node, "POST", path, basic("ben", BENS)), 403, "ben has not the role");
      }
    }

    assertThat(observer.look()).isEqualTo(before);
    awaitHandOver(
        () -> send(leader.nodeId(), "POST", "/election/resign", basic("ada", ADAS)).statusCode(),
        200);
    assertThat(observer.awaitAgreement(List.of(1, 2, 3)).term()).isEqualTo(leader.term() + 1);
    assertNothingTold();
  }

  /** A leader that was just elected may not have heard yet whom it could hand over to. */
  private static <T> void awaitHandOver(Callable<T> order, T done) {
    Awaitility.await("an order to hand over")
        .atMost(JavaProcess.PATIENCE)
        .until(order, done::equals);
  }

  /**
   * Who has recorded an order has its password too, without TLS. The order itself, sent once more,
   * reaches a node that leads no longer.
   */
  @Test
  void aTransferThatIsSentOnceMoreMovesNothingMore() throws Exception {
    configureUsers();
    boot();
    NodeAnswer leader = observer.awaitAgreement(List.of(1, 2, 3));
    String recorded =
        "POST /election/transfer HTTP/1.1\r\nHost: node\r\nConnection: close\r\nAuthorization: "
            + basic("ada", ADAS)
            + "\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"to\":%d}"
                .formatted(leader.nodeId() % 3 + 1);

    awaitHandOver(() -> replay(leader.nodeId(), recorded).startsWith("HTTP/1.1 200 "), true);
    NodeAnswer next = observer.awaitAgreement(List.of(1, 2, 3));
    for (int node = 1; node <= 3; node++) {
      // The new leader is asked to hand over to itself.
      assertThat(replay(node, recorded)).doesNotStartWith("HTTP/1.1 200 \r");
    }
    assertThat(observer.awaitAgreement(List.of(1, 2, 3))).isEqualTo(next);
  }

  private String replay(int node, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", observer.port(node))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoReadsLogsInWhereReadingIsProtected() throws Exception {
    configureUsers();
    boot("-Delection.security.protect-reads=true");
    String ben = basic("ben", BENS);
    for (int node = 1; node <= ports.size(); node++) {
      int asked = node;
      Awaitility.await("a leader that Ben sees on node " + node)
          .atMost(JavaProcess.PATIENCE)
          .ignoreExceptions()
          .until(
              () -> send(asked, "GET", "/election", ben).body(),
              body -> body.matches("(?s).*\"leaderId\":\\d.*"));
    }

    for (String path :
        List.of(
            "/election",
            "/election/history",
            "/election/events",
            "/election/work",
            "/leader",
            "/follower",
            "/q/metrics",
            "/q/openapi")) {
      assertProblem(send(2, "GET", path, null), 401, "protect-reads");
      assertProblem(send(2, "GET", path, basic("ben", ADAS)), 401, "is wrong");
    }
    for (String path : List.of("/election", "/election/history", "/q/metrics", "/q/openapi")) {
      assertThat(send(2, "GET", path, ben).statusCode()).as(path).isEqualTo(200);
    }
    for (String path : List.of("/", "/dashboard/main.js", "/q/health/ready", "/q/health/live")) {
      assertThat(send(2, "GET", path, null).statusCode()).as(path).isEqualTo(200);
    }
    assertProblem(send(2, "POST", "/election/pause", ben), 403, "ben has not the role");
    assertThat(send(2, "GET", "/election", ben).body())
        .contains("\"paused\":false")
        .doesNotContain("s3cret", hash("ada", ADAS));
    assertNothingTold();
  }

  /** As much as the log can tell, with every kind of login, right and wrong. */
  @Test
  void whatPeopleLogInWithIsPrintedNowhere() throws Exception {
    configureUsers();
    boot("-Delection.security.protect-reads=true", "-Dquarkus.log.level=DEBUG");
    Path file = Files.writeString(directory.resolve("password"), ADAS + "\n");
    String leader =
        Stream.iterate(1, id -> id + 1)
            .limit(3)
            .map(id -> " --url http://127.0.0.1:" + observer.port(id))
            .reduce("", String::concat);
    Map<String, String> ada = Map.of("ELECTION_USER", "ada", "ELECTION_PASSWORD", ADAS);

    Awaitility.await("Ada sees who leads")
        .atMost(JavaProcess.PATIENCE)
        .until(() -> command(ada, "status" + leader).exitCode() == 0);
    awaitHandOver(
        () ->
            command(Map.of(), "transfer" + leader + " --user ada --password-file " + file)
                .exitCode(),
        0);
    JavaProcess wrong =
        command(
            Map.of("ELECTION_USER", "ada", "ELECTION_PASSWORD", "wrong-s3cret"), "status" + leader);
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.errors()).contains("is wrong").hasLineCount(1);
    JavaProcess token = command(Map.of("ELECTION_TOKEN", "to.ken.s3cret"), "resign" + leader);
    assertThat(token.exitCode()).isEqualTo(1);
    JavaProcess nobody = command(Map.of(), "status" + leader);
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.errors()).contains("log in with --user NAME").hasLineCount(1);
    JavaProcess argument = command(Map.of(), "status --user ada --password " + ADAS);
    assertThat(argument.exitCode()).isEqualTo(2);
    assertThat(argument.errors()).doesNotContain(ADAS);

    JavaProcess watch = command(ada, "watch" + leader);
    Awaitility.await("Ada sees it change")
        .atMost(JavaProcess.PATIENCE)
        .until(() -> watch.output().contains("leads in term"));
    assertThat(Files.readString(Path.of("/proc", watch.pid() + "", "cmdline")))
        .doesNotContain("s3cret");
    // What a program beside a node is run with is not what the node was asked with.
    JavaProcess run =
        command(ada, "run" + leader.replaceFirst("( --url \\S+).*", "$1") + " -- env");
    Awaitility.await("somebody leads beside it")
        .atMost(JavaProcess.PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              if (!run.isAlive()) {
                return true;
              }
              command(ada, "transfer --to 1" + leader).exitCode();
              return false;
            });
    assertThat(run.output()).contains("ELECTION_TERM=").doesNotContain("s3cret");
    assertNothingTold();
  }

  private JavaProcess command(Map<String, String> environment, String line) {
    JavaProcess process = NodeJar.run(directory, environment, List.of(), line.split(" "));
    processes.add(process);
    return process;
  }

  private void assertNothingTold() throws Exception {
    List<String> secrets =
        List.of(
            "s3cret",
            hash("ada", ADAS),
            hash("ben", BENS),
            base64("ada:" + ADAS),
            base64("ada:wrong-s3cret"),
            base64("ben:" + BENS));
    for (JavaProcess process : processes) {
      assertThat(process.output() + process.errors()).doesNotContain(secrets);
    }
  }

  /** OIDC by configuration alone; here with the key of who issues tokens instead of its address. */
  @Test
  void aTokenWithTheRoleSteers() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair issuer = generator.generateKeyPair();
    boot(
        "-Dquarkus.oidc.tenant-enabled=true",
        "-Dquarkus.oidc.public-key="
            + Base64.getEncoder().encodeToString(issuer.getPublic().getEncoded()));
    observer.awaitAgreement(List.of(1, 2, 3));
    long later = Instant.now().getEpochSecond() + 600;

    assertProblem(send(1, "POST", "/election/pause", null), 401, "log in");
    assertProblem(
        send(1, "POST", "/election/pause", token(issuer, later, "viewer")), 403, "not the role");
    assertProblem(
        send(1, "POST", "/election/pause", token(issuer, later - 1200, "admin")), 401, "expired");
    assertProblem(
        send(1, "POST", "/election/pause", token(generator.generateKeyPair(), later, "admin")),
        401,
        "is wrong");
    assertThat(send(1, "GET", "/election", null).body()).contains("\"paused\":false");

    HttpResponse<String> answer = send(1, "POST", "/election/pause", token(issuer, later, "admin"));
    assertThat(answer.body()).isEqualTo("{\"paused\":true}");
    assertThat(processes).allMatch(node -> !(node.output() + node.errors()).contains("eyJ"));
  }

  private static String token(KeyPair issuer, long expires, String role) throws Exception {
    String unsigned =
        url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
            + "."
            + url(
                "{\"sub\":\"ada\",\"iat\":%d,\"exp\":%d,\"groups\":[\"%s\"]}"
                    .formatted(expires - 600, expires, role));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(issuer.getPrivate());
    signature.update(unsigned.getBytes(StandardCharsets.US_ASCII));
    return "Bearer "
        + unsigned
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String url(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
