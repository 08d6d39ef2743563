package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import io.election.cli.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells when a node joins the leader and when it has lost it although it leads on. That all change
 * over to a new leader goes without saying.
 */
final class FollowerChanges {

  /** A new leader needs a moment to be heard by all. */
  private static final Duration GRACE = Duration.ofMillis(1_500);

  private final Set<Integer> settled = new HashSet<>();
  private final Map<Integer, Long> astraySinceNanos = new HashMap<>();

  List<ClusterEvent> observe(ClusterSnapshot now) {
    List<ClusterEvent> events = new ArrayList<>();
    for (NodeView node : now.nodes()) {
      if (node.state() != NodeState.RUNNING) {
        settled.remove(node.id());
        astraySinceNanos.remove(node.id());
      }
    }
    if (now.leader().isEmpty()) {
      astraySinceNanos.clear();
      return events;
    }
    int leader = now.leader().get().id();
    for (NodeView node : now.nodes()) {
      node.status().ifPresent(status -> observe(node, status, leader, now.nanos(), events));
    }
    return events;
  }

  private void observe(
      NodeView node, NodeStatus status, int leader, long nanos, List<ClusterEvent> events) {
    if (node.id() == leader) {
      settled.add(leader);
    } else if (Objects.equals(status.leaderId(), leader)) {
      astraySinceNanos.remove(node.id());
      if (settled.add(node.id())) {
        events.add(
            ClusterEvent.plain(
                "node %d follows node %d in term %d".formatted(node.id(), leader, status.term())));
      }
    } else {
      long since = astraySinceNanos.computeIfAbsent(node.id(), id -> nanos);
      if (nanos - since >= GRACE.toNanos() && settled.remove(node.id())) {
        String rather = status.leaderId() == null ? "anyone" : "the leader";
        events.add(ClusterEvent.bad("node " + node.id() + " no longer follows " + rather));
      }
    }
  }
}
