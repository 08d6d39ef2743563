package io.election.engine;

import io.election.api.Role;
import org.jspecify.annotations.Nullable;

/**
 * Asks everybody "would you vote for me?", which changes nothing at all (dissertation §9.6, rule
 * P1).
 */
record PreCandidate(Ballot ballot) implements RoleState {

  @Override
  public Role shown() {
    return Role.PRE_CANDIDATE;
  }

  @Override
  public @Nullable Integer leaderId() {
    return null;
  }

  @Override
  public long nextRoundAtNanos() {
    return ballot.nextRoundAtNanos();
  }
}
