package io.election.simulator.search;

import org.jspecify.annotations.Nullable;

/** A state of the cluster, and how it was first reached. */
final class ClusterState {

  /** By seat. */
  final LocalState[] nodes;

  /** How many crashes the bounds still allow. */
  final int crashesLeft;

  /** All that were sent and can still matter. */
  final MessageSet messages;

  /** Null for the first. */
  final @Nullable Origin origin;

  /** Whether a state has come that includes this one, so that this one need not be looked at. */
  boolean surpassed;

  /**
   * How a state was reached.
   *
   * @param state the state before
   * @param seat the seat of the node that something happened to; any for the passing of time
   * @param event what happened
   * @param seating where the nodes sit now, by their seats before
   */
  record Origin(ClusterState state, int seat, Event event, Seating seating) {}

  ClusterState(LocalState[] nodes, int crashesLeft, MessageSet messages, @Nullable Origin origin) {
    this.nodes = nodes;
    this.crashesLeft = crashesLeft;
    this.messages = messages;
    this.origin = origin;
  }

  /** The nodes and the crashes left, but not the messages, in one number. */
  long key() {
    long key = crashesLeft;
    for (LocalState node : nodes) {
      key = key << 20 | node.number;
    }
    // Still one to one, but spread out for hashing.
    return key * 0x9E3779B97F4A7C15L;
  }
}
