package io.election.simulator.study;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long a message and its answer take between regions.
 *
 * @param regions their names
 * @param nanos from the region of the row to that of the column and back; the diagonal is within a
 *     region
 */
public record RoundTrips(List<String> regions, long[][] nanos) {

  /** One region. */
  public static RoundTrips everywhere(Duration roundTrip) {
    return new RoundTrips(List.of("here"), new long[][] {{roundTrip.toNanos()}});
  }

  /** The region of a node: nodes are dealt out in turn, node 1 to the first region. */
  public String regionOf(int node) {
    return regions.get(indexOf(node));
  }

  private int indexOf(int node) {
    return (node - 1) % regions.size();
  }

  /** How long one way takes between nodes, by their ids. */
  long[][] delays(int nodes) {
    long[][] delays = new long[nodes + 1][nodes + 1];
    for (int from = 1; from <= nodes; from++) {
      for (int to = 1; to <= nodes; to++) {
        delays[from][to] = nanos[indexOf(from)][indexOf(to)] / 2;
      }
    }
    return delays;
  }

  /** The longest. */
  public long longestNanos() {
    return Arrays.stream(nanos).flatMapToLong(Arrays::stream).max().orElseThrow();
  }
}
