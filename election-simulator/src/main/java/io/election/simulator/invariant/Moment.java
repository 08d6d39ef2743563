package io.election.simulator.invariant;

import io.election.api.store.PersistentState;

/**
 * What could be learned of a node at one instant without looking into it.
 *
 * @param status what it answers when it is asked about itself
 * @param clockNanos what the clock shows that the node is given
 * @param onDisk what its disk holds, and what it would come back with if it crashed now
 */
public record Moment(Answer status, long clockNanos, PersistentState onDisk) {

  /** Whose moment it is. */
  int node() {
    return status.node();
  }
}
