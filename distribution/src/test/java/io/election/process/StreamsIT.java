package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.cli.EventStream;
import io.election.node.connections.RequestBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream lives for as long as somebody listens, however quiet the cluster is and whatever the
 * request looked like. All of them are open side by side, for longer than a node waits for anybody.
 */
@Timeout(300)
class StreamsIT {

  /** So long that a busy machine does not end a lease. */
  private static final String[] TIMINGS = {
    "-Delection.timeout.min=20s", "-Delection.timeout.max=30s"
  };

  private static final List<String> PATHS = List.of("/election/events", "/election/work");

  private static final String EMPTY_BODY = "Content-Length: 0\r\n\r\n";

  /** What clients and proxies make of the headers of a GET, and what comes behind them. */
  private static final List<String> WITH_ITS_BODY =
      List.of(
          "\r\n",
          "Accept: text/event-stream\r\nCache-Control: no-cache\r\n\r\n",
          EMPTY_BODY,
          "Connection: close\r\n" + EMPTY_BODY,
          "Expect: 100-continue\r\n" + EMPTY_BODY,
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: \r\n"
              + EMPTY_BODY,
          "Content-Length: 5\r\n\r\nhello",
          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          EMPTY_BODY + "GET /election HTTP/1.1\r\nHost: localhost\r\n" + EMPTY_BODY);

  private static final List<String> WITHOUT_ITS_BODY =
      List.of("Content-Length: 5\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n");

  /** A node that is busy may not answer in time; then nothing was read. */
  private static final String READ_ONCE = "until \"$@\" | grep -m 1 leads; do :; done";

  private static final String CONNECTED = "\"connected\"";

  @TempDir private Path directory;

  private final List<Integer> ports = Ports.consecutive(1);

  @Test
  void whoListensIsHeardOutAndWhoSendsSlowlyIsNot() throws IOException {
    String url = "http://127.0.0.1:" + ports.get(0);
    List<Listener> listeners = new ArrayList<>();
    List<Listener> slow = new ArrayList<>();
    try (JavaProcess node = NodeJar.run(directory, NodeJar.node(1, ports, TIMINGS))) {
      new ClusterObserver(ports).awaitAgreement(List.of(1));
      String program = "echo started; read line; exit 7";
      try (JavaProcess readOnce = NodeJar.runInShell(directory, READ_ONCE, "watch", "--url", url);
          JavaProcess watch = watching(url);
          JavaProcess run =
              NodeJar.run(directory, "run", "--url", url, "--", "sh", "-c", program)) {
        await("the program runs").until(() -> run.output().contains("started"));
        for (String path : PATHS) {
          listeners.add(send("GET " + path + " HTTP/1.0\r\n" + EMPTY_BODY));
          for (String rest : WITH_ITS_BODY) {
            listeners.add(send(get(path) + rest));
          }
          for (String rest : WITHOUT_ITS_BODY) {
            slow.add(send(get(path) + rest));
          }
        }
        listeners.add(send(get("/election") + EMPTY_BODY + get("/election/events") + EMPTY_BODY));

        long afterAllBounds = System.nanoTime() + RequestBounds.longest().toNanos();
        await("they are told that the node is there, before a client gives it up")
            .atMost(EventStream.LONGEST_SILENCE)
            .until(
                () ->
                    listeners.stream()
                        .allMatch(one -> one.isOver() || one.hasHeardSince(afterAllBounds)));

        await("the slow ones are cut off").until(() -> slow.stream().allMatch(Listener::isOver));
        assertThat(listeners).filteredOn(Listener::isOver).isEmpty();
        assertThat(watch.output().substring(watch.output().indexOf(CONNECTED)))
            .as("what it tells of a node that answers")
            .doesNotContain("disconnected");
        assertThat(readOnce.exitCode()).as("it ends with its reader").isZero();
        assertThat(readOnce.output()).endsWith("  node 1 leads in term 1\n");
        run.type("go on");
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(7);
        assertThat(run.output()).isEqualTo("started\n");
      } finally {
        for (Listener listener : listeners) {
          listener.close();
        }
        for (Listener listener : slow) {
          listener.close();
        }
      }
    }
  }

  /** Watches a node, once it has answered: a busy one may not do so in time. */
  private JavaProcess watching(String url) {
    while (true) {
      JavaProcess watch = NodeJar.run(directory, "watch", "--json", "--url", url);
      await("it watches").until(() -> !watch.isAlive() || watch.output().contains(CONNECTED));
      if (watch.isAlive()) {
        return watch;
      }
      assertThat(watch.errors()).contains("no node answered");
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
  }

  private Listener send(String request) throws IOException {
    return Listener.send(ports.get(0), request);
  }

  /** A busy machine may take its time. */
  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(JavaProcess.PATIENCE);
  }
}
