package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import io.election.cli.NodeStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who leads, since when, and what it took over from. */
final class LeaderChanges {

  /** A leadership that has been told of. */
  private record Led(int id, long term) {}

  /** What brought about that a new leader is needed, or can be had. */
  private record Cause(String text, long nanos) {}

  private @Nullable Led led;
  private @Nullable Cause cause;
  private boolean majorityRan;

  List<ClusterEvent> observe(ClusterSnapshot now) {
    NodeView leader = now.leader().orElse(null);
    List<ClusterEvent> events = leader == null ? lost(now) : found(now, leader);
    majorityRan = now.majorityRuns();
    return events;
  }

  private List<ClusterEvent> found(ClusterSnapshot now, NodeView leader) {
    NodeStatus status = leader.status().orElseThrow();
    Led found = new Led(leader.id(), status.term());
    if (found.equals(led)) {
      return List.of();
    }
    String how = led == null ? sinceCause(leader) : after(now, leader, led);
    led = found;
    cause = null;
    return List.of(
        ClusterEvent.good("node " + leader.id() + " leads in term " + status.term() + how));
  }

  private String after(ClusterSnapshot now, NodeView leader, Led last) {
    cause = endOf(now.node(last.id()));
    if (cause != null) {
      return sinceCause(leader);
    }
    return last.id() == leader.id() ? ", again" : ", in place of node " + last.id();
  }

  private String sinceCause(NodeView leader) {
    if (cause == null || leader.answer() == null) {
      return "";
    }
    String elapsed = Elapsed.between(cause.nanos(), leader.answer().answeredNanos());
    return ", " + elapsed + " after " + cause.text();
  }

  private List<ClusterEvent> lost(ClusterSnapshot now) {
    Led last = led;
    if (last == null) {
      if (now.majorityRuns() && !majorityRan && cause != null) {
        cause = new Cause("a majority ran again", now.nanos());
      }
      return List.of();
    }
    led = null;
    NodeView node = now.node(last.id());
    cause = endOf(node);
    if (cause != null) {
      // Its end has been told; the leadership's is in it.
      return List.of();
    }
    cause = new Cause("node " + last.id() + " ceased to lead", now.nanos());
    return List.of(ClusterEvent.bad("node " + last.id() + " no longer leads" + reason(now, node)));
  }

  private static String reason(ClusterSnapshot now, NodeView node) {
    return node.status()
        .filter(status -> !status.members().isEmpty())
        .filter(status -> status.reachableMembers() < now.majority())
        .map(
            status ->
                ": it reaches %d of %d members"
                    .formatted(status.reachableMembers(), status.members().size()))
        .orElse("");
  }

  /** What became of the old leader's process; null if it still runs. */
  private static @Nullable Cause endOf(NodeView node) {
    String name = "node " + node.id();
    long nanos = node.changedNanos();
    return switch (node.state()) {
      case RUNNING -> null;
      case STARTING -> new Cause(name + " was started anew", nanos);
      case SILENT -> new Cause(name + " was last heard", answered(node));
      case FROZEN -> new Cause(name + " was frozen", nanos);
      case KILLED -> new Cause(name + " was killed", nanos);
      case EXITED -> new Cause(name + " ended", nanos);
    };
  }

  private static long answered(NodeView node) {
    return node.answer() == null ? node.changedNanos() : node.answer().answeredNanos();
  }
}
