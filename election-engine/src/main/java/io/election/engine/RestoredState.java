package io.election.engine;

import io.election.api.store.PersistentState;

/**
 * What a node starts with.
 *
 * @param state what its store remembers
 * @param isNew whether the node has certainly never promised anything to a leader; false makes it
 *     keep quiet for the length of a promise (rule P4)
 */
public record RestoredState(PersistentState state, boolean isNew) {

  /** A node that starts for the first time. */
  public static final RestoredState NEW = new RestoredState(PersistentState.INITIAL, true);
}
