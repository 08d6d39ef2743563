package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import java.util.List;

/** Tells when too few nodes are left for anyone to be elected, and when there are enough again. */
final class MajorityChanges {

  private boolean missing;

  List<ClusterEvent> observe(ClusterSnapshot now) {
    long running = now.count(NodeState.RUNNING);
    long coming = now.count(NodeState.STARTING);
    String count = running + " of " + now.nodes().size() + " nodes run";
    if (!missing && running + coming < now.majority()) {
      missing = true;
      return List.of(ClusterEvent.bad("no majority: " + count + ", nobody can lead"));
    }
    if (missing && now.majorityRuns()) {
      missing = false;
      return List.of(ClusterEvent.plain("a majority again: " + count));
    }
    return List.of();
  }
}
