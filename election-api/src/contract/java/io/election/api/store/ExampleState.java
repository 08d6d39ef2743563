package io.election.api.store;

import io.election.api.transport.Incarnation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** States and votes of which a test says what it cares about. */
public final class ExampleState {

  /** A node that was never started before, of a cluster of three. */
  public static final PersistentState FIRST_START =
      PersistentState.firstStart(0x9f86d081884c7d65L, Set.of(1, 2, 3));

  private ExampleState() {}

  /** With nothing in it left as it is at first. */
  public static PersistentState of(long term, @Nullable Integer votedFor) {
    return new PersistentState(
        FIRST_START.directory(),
        4,
        FIRST_START.members(),
        term,
        votedFor == null ? null : voteFor(votedFor),
        4096);
  }

  /** A vote for the second life of a member. */
  public static Vote voteFor(int member) {
    return new Vote(member, new Incarnation(0x2c26b46b68ffc68fL, 2, 0xfcde2b2edba56bf4L));
  }
}
