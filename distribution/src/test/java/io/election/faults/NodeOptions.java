package io.election.faults;

import java.util.Map;

/**
 * In what a node differs from the others.
 *
 * @param environment of its process
 * @param settings configuration keys that replace the cluster's
 */
record NodeOptions(Map<String, String> environment, Map<String, String> settings) {

  static final NodeOptions PLAIN = new NodeOptions(Map.of(), Map.of());

  static NodeOptions environment(Map<String, String> environment) {
    return new NodeOptions(environment, Map.of());
  }

  NodeOptions with(Map<String, String> settings) {
    return new NodeOptions(environment, settings);
  }
}
