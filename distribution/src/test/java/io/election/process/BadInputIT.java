package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sends who wants a node to fall over, or to wait for ever. Nothing moves. */
class BadInputIT {

  private static final int MANY = 300;
  private static final String HEARTBEAT =
      """
      {"clusterId":"local","protocolVersion":2,"senderId":%d,
       "incarnation":{"directory":1,"starts":1,"nonce":1},"members":[1,2,3],"term":%s,
       "round":1,"reachable":[],"transferSeal":0,
       "promise":{"lengthNanos":500000000,"spreadNanos":1,"intervalNanos":1}}""";

  @TempDir private static Path directory;

  private static final Map<Integer, JavaProcess> RUNNING = new TreeMap<>();
  private static final List<Integer> PORTS = Ports.consecutive(3);

  private final ClusterObserver observer = new ClusterObserver(PORTS);
  private NodeAnswer leader;

  @BeforeAll
  static void boot() {
    for (int node = 1; node <= 3; node++) {
      String[] timings = {"-Delection.timeout.min=4s", "-Delection.timeout.max=6s"};
      RUNNING.put(node, NodeJar.run(directory, NodeJar.node(node, PORTS, timings)));
    }
  }

  @AfterAll
  static void killAll() {
    RUNNING.values().forEach(JavaProcess::close);
  }

  @BeforeEach
  void awaitLeader() {
    leader = observer.awaitAgreement(RUNNING.keySet());
  }

  @Test
  void whatCannotBeReadIsRefusedAndChangesNothing() throws IOException {
    int follower = leader.nodeId() % 3 + 1;
    for (String path : List.of("/raft/v1/append-entries", "/raft/v1/request-vote")) {
      for (String term :
          List.of("NaN", "-1", "9223372036854775807", "9223372036854775808", "1e400", "1.5")) {
        assertThat(post(follower, path, HEARTBEAT.formatted(leader.nodeId(), term)))
            .as("%s with term %s", path, term)
            .isEqualTo(400);
      }
      assertThat(post(follower, path, "[".repeat(1000) + "]".repeat(1000))).isEqualTo(400);
      assertThat(post(follower, path, "{\"a\":".repeat(1000) + "1" + "}".repeat(1000)))
          .isEqualTo(400);
    }
    assertThat(post(leader.nodeId(), "/election/transfer", "{\"to\":NaN}")).isEqualTo(400);
    assertThat(post(leader.nodeId(), "/election/transfer", "[".repeat(1000))).isEqualTo(400);
    assertNothingMoved();
  }

  @Test
  void bodyOfTenMebibytesIsRefusedBeforeItIsThere() throws IOException {
    for (String path : List.of("/raft/v1/append-entries", "/election/transfer")) {
      try (Socket socket = connect(leader.nodeId())) {
        send(socket, head("POST", path) + "Content-Length: 10485760\r\n\r\n" + "x".repeat(1000));
        assertThat(status(socket)).as(path).isEqualTo(413);
      }
    }
    assertNothingMoved();
  }

  @Test
  void whoSendsSlowlyIsCutOffAndHoldsNothingUp() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        Socket inHeaders = connect(leader.nodeId());
        send(inHeaders, "GET /election HTTP/1.1\r\nX-Slow: ");
        slow.add(inHeaders);
        Socket inBody = connect(leader.nodeId());
        send(inBody, head("POST", "/raft/v1/append-entries") + "Content-Length: 100\r\n\r\n");
        slow.add(inBody);
        // Opened, and no request begun.
        slow.add(connect(leader.nodeId()));
      }
      Awaitility.await("all of them are cut off")
          .atMost(JavaProcess.PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                assertThat(observer.look()).hasSize(3).allMatch(this::asBefore);
                slow.removeIf(BadInputIT::isCutOff);
                return slow.isEmpty();
              });
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertNothingMoved();
  }

  /** Sends one more byte, and looks whether the other end is closed. */
  private static boolean isCutOff(Socket socket) {
    try {
      socket.setSoTimeout(1);
      send(socket, "x");
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private void assertNothingMoved() {
    observer.watch(
        Duration.ofSeconds(1),
        answers -> answers.size() == 3 && answers.stream().allMatch(this::asBefore),
        "term and leader stay");
  }

  private boolean asBefore(NodeAnswer answer) {
    return answer.term() == leader.term()
        && answer.leaderId() != null
        && answer.leaderId() == leader.nodeId();
  }

  private int post(int node, String path, String body) throws IOException {
    try (Socket socket = connect(node)) {
      send(socket, head("POST", path) + "Content-Length: " + body.length() + "\r\n\r\n" + body);
      return status(socket);
    }
  }

  private Socket connect(int node) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), observer.port(node));
  }

  private static String head(String method, String path) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: */*\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream output = socket.getOutputStream();
    output.write(text.getBytes(StandardCharsets.US_ASCII));
    output.flush();
  }

  private static int status(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    if (start.length == 0) {
      throw new SocketException("closed without an answer");
    }
    return Integer.parseInt(new String(start, 9, 3, StandardCharsets.US_ASCII));
  }
}
