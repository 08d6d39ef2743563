package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what happened from one look at the cluster to the next. Snapshots in, events out: the same
 * snapshots always give the same events. Not safe for use by several threads.
 */
final class ClusterEvents {

  private final ProcessChanges processes = new ProcessChanges();
  private final MajorityChanges majority = new MajorityChanges();
  private final LeaderChanges leader = new LeaderChanges();
  private final FollowerChanges followers = new FollowerChanges();

  /** What is new since the last look; causes come before what follows from them. */
  List<ClusterEvent> observe(ClusterSnapshot now) {
    List<ClusterEvent> events = new ArrayList<>();
    events.addAll(processes.observe(now));
    events.addAll(majority.observe(now));
    events.addAll(leader.observe(now));
    events.addAll(followers.observe(now));
    return events;
  }
}
