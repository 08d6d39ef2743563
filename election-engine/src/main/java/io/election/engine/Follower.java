package io.election.engine;

import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PromiseRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears a leader, or waits for one (Raft §5.2).
 *
 * @param leader whom it follows; null if it has heard nobody yet
 */
record Follower(@Nullable Heard leader) implements RoleState {

  /** Follows nobody. */
  static final Follower OF_NOBODY = new Follower(null);

  /**
   * The leader's latest heartbeat.
   *
   * @param leaderId who sent it
   * @param atNanos when it was taken in
   * @param silentAtNanos when every follower of this leader would have stood
   * @param reachable whom the leader says it reaches
   */
  record Heard(int leaderId, long atNanos, long silentAtNanos, Set<Integer> reachable) {

    static Heard of(HeartbeatRequest heartbeat, long nowNanos) {
      PromiseRequest asked = heartbeat.promise();
      return new Heard(
          heartbeat.sender().nodeId(),
          nowNanos,
          nowNanos + asked.lengthNanos() + asked.spreadNanos(),
          heartbeat.reachable());
    }
  }

  @Override
  public Role shown() {
    return Role.FOLLOWER;
  }

  @Override
  public @Nullable Integer leaderId() {
    return leader == null ? null : leader.leaderId();
  }

  @Override
  public long nextRoundAtNanos() {
    return Long.MAX_VALUE;
  }
}
