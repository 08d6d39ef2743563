package io.election.cli.cluster;

import io.election.cli.NodeStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node as seen from outside at one instant.
 *
 * @param address where it listens, as {@code host:port}
 * @param changedNanos when its process was started, frozen, woken or ended, whichever was last
 * @param exitCode how its process ended; null unless {@code state} is {@link NodeState#KILLED} or
 *     {@link NodeState#EXITED}
 * @param lastWords the last line it printed if it ended; else empty
 * @param answer what it last said; null before its first answer and after its end
 */
record NodeView(
    int id,
    String address,
    long pid,
    NodeState state,
    long changedNanos,
    @Nullable Integer exitCode,
    String lastWords,
    @Nullable Answer answer) {

  /** What it says of itself, as long as that can be believed. */
  Optional<NodeStatus> status() {
    return state == NodeState.RUNNING
        ? Optional.ofNullable(answer).map(Answer::status)
        : Optional.empty();
  }

  boolean leads() {
    return status().filter(NodeStatus::isLeader).isPresent();
  }

  boolean isAlive() {
    return state != NodeState.KILLED && state != NodeState.EXITED;
  }
}
