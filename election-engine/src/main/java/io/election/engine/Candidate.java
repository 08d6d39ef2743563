package io.election.engine;

import io.election.api.Role;
import org.jspecify.annotations.Nullable;

/** Asks everybody for their votes in a term of its own (Raft §5.2). */
record Candidate(Ballot ballot) implements RoleState {

  @Override
  public Role shown() {
    return Role.CANDIDATE;
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
