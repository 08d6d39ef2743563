package io.election.cli.cluster;

import io.election.cli.NodeClient;
import io.election.cli.NodeReply;
import io.election.cli.NodeReply.Answered;
import io.election.cli.access.NodeAccess;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks one node for its status, again and again, on a thread of its own: a node that hangs delays
 * neither the screen nor the watch over the others. Ends with the node's process.
 */
final class NodeWatch {

  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final NodeProcess process;
  private final URI url;
  private final NodeClient client = new NodeClient(TIMEOUT, NodeAccess.ANONYMOUS);
  private volatile @Nullable Answer latest;
  private volatile boolean everAnswered;

  private NodeWatch(NodeProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  static NodeWatch start(NodeProcess process, String address) {
    NodeWatch watch = new NodeWatch(process, URI.create("http://" + address));
    Thread thread = new Thread(watch::run, "watch " + address);
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** The latest answer; null while there is none. */
  @Nullable Answer latest() {
    return latest;
  }

  boolean everAnswered() {
    return everAnswered;
  }

  /** Drops the latest answer: what a node said before it froze is no longer so when it wakes. */
  void forget() {
    latest = null;
  }

  private void run() {
    try {
      while (process.isAlive()) {
        long askedNanos = System.nanoTime();
        NodeReply reply = client.ask(url);
        if (reply instanceof Answered answered) {
          latest = new Answer(answered.status(), askedNanos, System.nanoTime());
          everAnswered = true;
        }
        Thread.sleep(INTERVAL.toMillis());
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }
}
