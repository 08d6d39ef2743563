package io.election.simulator;

import java.util.SplittableRandom;

/** Disks fail, stall and fill up. */
final class DiskFaults {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;

  DiskFaults(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  void failDisk() {
    FaultyDisk disk = cluster.disk(fate.anyNode().id());
    disk.fail(random.nextDouble());
    fate.endLater(() -> disk.fail(0));
  }

  void stallDisk() {
    FaultyDisk disk = cluster.disk(fate.anyNode().id());
    disk.stall(true);
    fate.endLater(() -> disk.stall(false));
  }

  void fillDisk() {
    FaultyDisk disk = cluster.disk(fate.anyNode().id());
    disk.fillUp(true);
    fate.endLater(() -> disk.fillUp(false));
  }
}
