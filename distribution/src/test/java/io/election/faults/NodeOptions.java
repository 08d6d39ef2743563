package io.election.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In what a node differs from the others.
 *
 * @param environment of its process
 * @param members whom it is told to count as members
 * @param settings configuration keys that replace the cluster's
 * @param uptime what it reads in place of {@code /proc/uptime}
 */
record NodeOptions(
    Map<String, String> environment,
    Set<Integer> members,
    Map<String, String> settings,
    Optional<Path> uptime) {

  static final NodeOptions PLAIN = environment(Map.of());

  static NodeOptions environment(Map<String, String> environment) {
    return new NodeOptions(environment, Cluster.ALL, Map.of(), Optional.empty());
  }

  NodeOptions with(Map<String, String> settings) {
    return new NodeOptions(environment, members, settings, uptime);
  }

  NodeOptions withUptime(Path uptime) {
    return new NodeOptions(environment, members, settings, Optional.of(uptime));
  }

  NodeOptions withMembers(Set<Integer> members) {
    return new NodeOptions(environment, members, settings, uptime);
  }
}
