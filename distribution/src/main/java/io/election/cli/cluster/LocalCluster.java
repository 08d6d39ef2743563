package io.election.cli.cluster;

import io.election.api.transport.Member;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The processes of a cluster. Safe for use by any thread; after its end it starts nothing more. */
final class LocalCluster implements AutoCloseable {

  /** A node ends by itself long before; one that does not is killed after this. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final ClusterPlan plan;
  private final NodeLauncher launcher;
  private final SortedMap<Integer, WatchedNode> nodes = new TreeMap<>();
  private boolean closed;

  LocalCluster(ClusterPlan plan, NodeLauncher launcher) {
    this.plan = plan;
    this.launcher = launcher;
  }

  /**
   * Starts a node, anew if it has run before.
   *
   * @throws CommandFailure if its process cannot be started
   */
  synchronized void start(int id) {
    if (closed) {
      return;
    }
    try {
      Member member = plan.members().get(id - 1);
      nodes.put(id, WatchedNode.of(member, launcher.start(id)));
    } catch (IOException exception) {
      throw new CommandFailure(
          ExitCode.ERROR, "node " + id + " cannot be started: " + exception.getMessage());
    }
  }

  synchronized void kill(int id) {
    node(id).process().kill();
  }

  synchronized void freeze(int id) throws IOException, InterruptedException {
    node(id).process().freeze();
  }

  synchronized void wake(int id) throws IOException, InterruptedException {
    node(id).watch().forget();
    node(id).process().wake();
  }

  synchronized ClusterSnapshot snapshot() {
    long nanos = System.nanoTime();
    List<NodeView> views = nodes.values().stream().map(node -> node.view(nanos)).toList();
    return new ClusterSnapshot(nanos, views);
  }

  private WatchedNode node(int id) {
    return nodes.get(id);
  }

  /** Stops every node: politely at first, then not. Once is enough; again does no harm. */
  @Override
  public synchronized void close() {
    closed = true;
    List<NodeProcess> processes = nodes.values().stream().map(WatchedNode::process).toList();
    for (NodeProcess process : processes) {
      if (process.isFrozen()) {
        // It could not hear a request to end.
        process.kill();
      } else {
        process.askToEnd();
      }
    }
    long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
    for (NodeProcess process : processes) {
      endBy(deadline, process);
    }
  }

  private static void endBy(long deadline, NodeProcess process) {
    try {
      if (!process.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
        process.kill();
      }
    } catch (InterruptedException exception) {
      process.kill();
      Thread.currentThread().interrupt();
    }
  }
}
