package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells when a node's process starts, answers, falls silent, freezes, wakes or ends. */
final class ProcessChanges {

  private final Map<Integer, NodeView> before = new HashMap<>();

  List<ClusterEvent> observe(ClusterSnapshot now) {
    List<ClusterEvent> events = new ArrayList<>();
    for (NodeView node : now.nodes()) {
      NodeView last = before.put(node.id(), node);
      if (last == null || last.pid() != node.pid()) {
        events.add(ClusterEvent.plain(name(node) + " started, process " + node.pid()));
      }
      if (last == null || last.state() != node.state()) {
        tell(last, node, now.nanos(), events);
      }
    }
    return events;
  }

  private static void tell(
      @Nullable NodeView last, NodeView node, long nanos, List<ClusterEvent> events) {
    NodeState lastState = last == null ? NodeState.STARTING : last.state();
    if (lastState == NodeState.FROZEN && node.isAlive()) {
      events.add(ClusterEvent.plain(name(node) + " was woken"));
    }
    switch (node.state()) {
      case STARTING -> {} // Told by its new process.
      case RUNNING -> {
        if (lastState == NodeState.SILENT) {
          events.add(ClusterEvent.plain(name(node) + " answers again"));
        } else if (lastState != NodeState.FROZEN) {
          String took = Elapsed.between(node.changedNanos(), nanos);
          events.add(ClusterEvent.plain(name(node) + " answers, " + took + " after its start"));
        }
      }
      case SILENT -> {
        if (lastState == NodeState.RUNNING) {
          events.add(ClusterEvent.bad(name(node) + " no longer answers" + ledBefore(last)));
        }
      }
      case FROZEN -> events.add(ClusterEvent.bad(name(node) + " was frozen" + ledBefore(last)));
      case KILLED -> events.add(ClusterEvent.bad(name(node) + " was killed" + ledBefore(last)));
      case EXITED -> events.add(ClusterEvent.bad(ended(node) + ledBefore(last)));
    }
  }

  private static String ended(NodeView node) {
    String reason = node.lastWords().isEmpty() ? "" : ": " + node.lastWords();
    return name(node) + " ended, exit code " + node.exitCode() + reason;
  }

  private static String ledBefore(@Nullable NodeView last) {
    return last == null || !last.leads()
        ? ""
        : "; it led in term " + last.status().orElseThrow().term();
  }

  private static String name(NodeView node) {
    return "node " + node.id();
  }
}
