package io.election.engine;

import io.election.api.Role;
import org.jspecify.annotations.Nullable;

/**
 * Leads no more for whoever asks, but keeps its lease and the followers' loyalty until its work has
 * stopped (dissertation §3.10, rule H1).
 *
 * @param leader what it was
 */
record HandingOver(Leader leader) implements RoleState {

  @Override
  public Role shown() {
    return Role.LEADER;
  }

  @Override
  public @Nullable Integer leaderId() {
    return null;
  }

  @Override
  public long nextRoundAtNanos() {
    return leader.nextRoundAtNanos();
  }
}
