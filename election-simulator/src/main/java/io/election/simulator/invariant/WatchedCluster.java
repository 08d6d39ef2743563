package io.election.simulator.invariant;

import java.time.Duration;
import java.util.Map;

/**
 * Whose nodes the invariants watch.
 *
 * @param timeoutMin the shortest election timeout
 * @param timeoutMax the longest election timeout
 * @param priorities how much each member is preferred as a leader, by their ids from 1
 */
public record WatchedCluster(
    Duration timeoutMin, Duration timeoutMax, Map<Integer, Integer> priorities) {

  public WatchedCluster {
    priorities = Map.copyOf(priorities);
  }

  /** The same, as far as a process with these timeouts is concerned. */
  public WatchedCluster withTimeouts(Duration min, Duration max) {
    return new WatchedCluster(min, max, priorities);
  }

  int priority(int member) {
    Integer priority = priorities.get(member);
    if (priority == null) {
      throw new IllegalArgumentException("no member: " + member);
    }
    return priority;
  }
}
