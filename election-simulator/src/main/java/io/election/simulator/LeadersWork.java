package io.election.simulator;

import java.util.SplittableRandom;

/**
 * What an application does that trusts {@code isLeader()}: it looks, stands still for any length of
 * time, and then writes with the term it saw (rule L2), unless it has stopped meanwhile because it
 * was told to (rule H1).
 */
final class LeadersWork {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final FencedResource resource = new FencedResource();

  LeadersWork(SimulatedCluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  /** Begins; it goes on as long as the simulation does. */
  void begin() {
    cluster
        .agenda()
        .after(
            random.nextLong(2 * cluster.setting().timeoutMaxNanos()),
            () -> {
              cluster.leader().ifPresent(this::writeLater);
              begin();
            });
  }

  private void writeLater(SimulatedNode leader) {
    long term = cluster.viewOf(leader).term();
    long pause = random.nextLong(3 * cluster.setting().timeoutMaxNanos());
    cluster.agenda().after(pause, () -> write(leader, term));
  }

  private void write(SimulatedNode leader, long term) {
    if (leader.isAtWorkIn(term)) {
      resource.write(leader.id(), term);
    }
  }

  /** How many writes came too late and were refused. */
  long refused() {
    return resource.refused();
  }
}
