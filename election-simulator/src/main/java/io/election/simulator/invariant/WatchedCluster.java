package io.election.simulator.invariant;

import io.election.engine.Timings;
import java.util.Map;

/**
 * Whose nodes the invariants watch.
 *
 * @param id the name of the cluster
 * @param timings of its elections
 * @param priorities how much each member is preferred as a leader, by their ids from 1
 */
public record WatchedCluster(String id, Timings timings, Map<Integer, Integer> priorities) {

  public WatchedCluster {
    priorities = Map.copyOf(priorities);
  }

  int size() {
    return priorities.size();
  }

  int priority(int member) {
    Integer priority = priorities.get(member);
    if (priority == null) {
      throw new IllegalArgumentException("no member: " + member);
    }
    return priority;
  }
}
