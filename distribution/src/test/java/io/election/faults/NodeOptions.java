package io.election.faults;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * In what a node differs from the others.
 *
 * @param environment of its process
 * @param settings configuration keys that replace the cluster's
 * @param uptime what it reads in place of {@code /proc/uptime}
 */
record NodeOptions(
    Map<String, String> environment, Map<String, String> settings, Optional<Path> uptime) {

  static final NodeOptions PLAIN = environment(Map.of());

  static NodeOptions environment(Map<String, String> environment) {
    return new NodeOptions(environment, Map.of(), Optional.empty());
  }

  NodeOptions with(Map<String, String> settings) {
    return new NodeOptions(environment, settings, uptime);
  }

  NodeOptions withUptime(Path uptime) {
    return new NodeOptions(environment, settings, Optional.of(uptime));
  }
}
