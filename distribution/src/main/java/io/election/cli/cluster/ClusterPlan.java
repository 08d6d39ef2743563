package io.election.cli.cluster;

import io.election.api.transport.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The cluster to boot.
 *
 * @param nodes how many, from 1 to {@link #MOST_NODES}
 * @param basePort the port of node 1; the others follow it
 * @param storage what all nodes keep their votes in
 * @param dataDirectory where each node has its own directory
 */
record ClusterPlan(int nodes, int basePort, Storage storage, Path dataDirectory) {

  /** More than any real election needs, and about what a laptop carries. */
  static final int MOST_NODES = 9;

  private static final int HIGHEST_PORT = 65_535;

  /** A store that every node comes with. */
  enum Storage {
    FILE,
    H2;

    String configuredName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if a number is out of bounds; the message names the option
   */
  ClusterPlan {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new IllegalArgumentException(
          "--nodes must be from 1 to " + MOST_NODES + ", not " + nodes);
    }
    if (basePort < 1 || basePort > HIGHEST_PORT - nodes + 1) {
      throw new IllegalArgumentException(
          "--base-port must be from 1 to %d for %d nodes, not %d"
              .formatted(HIGHEST_PORT - nodes + 1, nodes, basePort));
    }
  }

  List<Member> members() {
    return IntStream.rangeClosed(1, nodes)
        .mapToObj(id -> new Member(id, "127.0.0.1", basePort + id - 1))
        .toList();
  }

  /** Where what a node prints is kept. */
  Path logOf(int id) {
    return dataDirectory.resolve("node-" + id).resolve("node.log");
  }
}
