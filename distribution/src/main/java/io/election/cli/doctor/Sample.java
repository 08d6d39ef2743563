package io.election.cli.doctor;

import io.election.cli.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * One question to a node and its answer.
 *
 * @param askedNanos when it was asked, by {@link System#nanoTime()}
 * @param answeredNanos when the answer had come
 * @param uptimeNanos what the node's election clock showed in between; null if it does not say
 */
record Sample(long askedNanos, long answeredNanos, @Nullable Long uptimeNanos, NodeStatus status) {

  long roundTripNanos() {
    return answeredNanos - askedNanos;
  }
}
