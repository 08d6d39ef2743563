package io.election.transport.rest.server;

import java.util.regex.Pattern;

/** The paths that belong to a node. All others are those of the application around it. */
final class OurPaths {

  /** JAX-RS passes over what stands behind a semicolon (matrix parameters) in any segment. */
  static final String REGEX =
      "/?(raft(;[^/]*)?/v1([;/].*)?|election([;/].*)?|(leader|follower)(;[^/]*)?/?)";

  private static final Pattern PATTERN = Pattern.compile(REGEX);
  private static final Pattern PEERS = Pattern.compile("/?raft[;/].*");

  private OurPaths() {}

  static boolean contain(String path) {
    return PATTERN.matcher(path).matches();
  }

  /** Whether one of them is for peers alone. */
  static boolean isForPeers(String path) {
    return PEERS.matcher(path).matches();
  }
}
