package io.election.cli.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All nodes as seen from outside at one instant.
 *
 * @param nanos the instant, by {@link System#nanoTime}
 * @param nodes by ascending id
 */
record ClusterSnapshot(long nanos, List<NodeView> nodes) {

  NodeView node(int id) {
    return nodes.get(id - 1);
  }

  /** Who leads; of two, who answered at different instants, the one in the later term. */
  Optional<NodeView> leader() {
    return nodes.stream()
        .filter(NodeView::leads)
        .max(Comparator.comparingLong(node -> node.status().orElseThrow().term()));
  }

  long count(NodeState state) {
    return nodes.stream().filter(node -> node.state() == state).count();
  }

  int majority() {
    return nodes.size() / 2 + 1;
  }

  boolean majorityRuns() {
    return count(NodeState.RUNNING) >= majority();
  }
}
