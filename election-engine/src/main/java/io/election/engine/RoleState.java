package io.election.engine;

import io.election.api.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a node is doing, with what only this role has (Raft Fig. 4, with the pre-candidate of
 * dissertation §9.6 between follower and candidate, and who hands over beside the leader).
 */
sealed interface RoleState permits Follower, PreCandidate, Candidate, Leader, HandingOver {

  /** As it is told to people. */
  Role shown();

  /** Who leads, as far as this node knows; null if it knows nobody. */
  @Nullable Integer leaderId();

  /** When time has the next round of messages sent; {@link Long#MAX_VALUE} if there is none. */
  long nextRoundAtNanos();
}
