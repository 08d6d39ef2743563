package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client that opens all the connections that a node may have loses its own. */
class ConnectionLimitIT {

  private static final List<Integer> ALL = List.of(1, 2, 3);

  /** With this heap, a node may have so many. */
  private static final String HEAP = "-Xmx32m";

  private static final int MOST = 1024;

  @TempDir private Path directory;

  private final List<Integer> ports = Ports.consecutive(3);
  private final ClusterObserver observer = new ClusterObserver(ports);

  @Test
  void peersPeopleAndWatchersAreServedWhileOneClientOpensMoreThanThereMayBe() throws IOException {
    List<JavaProcess> nodes = new ArrayList<>();
    List<Socket> sockets = new ArrayList<>();
    try {
      ALL.forEach(id -> nodes.add(start(id)));
      int leaderPort = observer.port(observer.awaitAgreement(ALL).nodeId());
      List<NodeAnswer> before = observer.look();
      Socket watcher = connect(leaderPort, sockets);
      watcher
          .getOutputStream()
          .write(
              "GET /election/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      Socket oldest = connect(leaderPort, sockets);
      for (int i = 0; i < MOST; i++) {
        connect(leaderPort, sockets);
      }

      Awaitility.await("the oldest is closed")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> isClosed(oldest));
      observer.watch(Duration.ofSeconds(3), before::equals, "term, votes and leader are as before");
      assertThat(isClosed(watcher)).as("who is being answered is left alone").isFalse();
    } finally {
      nodes.forEach(JavaProcess::close);
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private JavaProcess start(int id) {
    String[] timings = {"-Delection.timeout.min=2s", "-Delection.timeout.max=3s"};
    return NodeJar.run(directory, Map.of(), List.of(HEAP), NodeJar.node(id, ports, timings));
  }

  private static Socket connect(int port, List<Socket> sockets) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    return socket;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read(new byte[8192]) < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
