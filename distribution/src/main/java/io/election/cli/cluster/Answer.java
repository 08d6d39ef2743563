package io.election.cli.cluster;

import io.election.cli.NodeStatus;
import java.util.concurrent.TimeUnit;

/**
 * What a node said.
 *
 * @param askedNanos when it was asked, by {@link System#nanoTime}
 * @param answeredNanos when its answer had come
 */
record Answer(NodeStatus status, long askedNanos, long answeredNanos) {

  /** What is left of the lease at an instant, in milliseconds, if nothing has renewed it since. */
  long leaseLeftMillis(long nanos) {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(nanos - askedNanos);
    return Math.max(0, status.leaseRemainingMs() - elapsed);
  }
}
