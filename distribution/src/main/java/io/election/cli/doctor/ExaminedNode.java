package io.election.cli.doctor;

import io.election.cli.NodeStatus;
import java.net.URI;
import java.util.List;

/**
 * A node that answered, and all that it answered.
 *
 * @param samples at least one, in the order of asking
 */
record ExaminedNode(URI url, List<Sample> samples) {

  /** What it said last. */
  NodeStatus status() {
    return samples.get(samples.size() - 1).status();
  }

  int id() {
    return status().nodeId();
  }

  String name() {
    return "node " + id();
  }

  Spread roundTrips() {
    return Spread.of(samples.stream().map(Sample::roundTripNanos).toList());
  }
}
