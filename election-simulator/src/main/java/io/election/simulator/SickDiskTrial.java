package io.election.simulator;

import io.election.simulator.invariant.Violation;
import java.util.SplittableRandom;

/**
 * A leader whose disk stalls or is full leads no more, and another one does; when the disk is well
 * again, so is the node (rule T5).
 */
public final class SickDiskTrial implements Trial {

  /** A leader proves its store once a longest timeout, and a write may take a shortest one. */
  private static final int TIMEOUTS_TO_NOTICE = 4;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    SimulatedNode sick = cluster.leader().orElseThrow();
    FaultyDisk disk = cluster.disk(sick.id());
    boolean stalls = random.nextBoolean();
    if (stalls) {
      disk.stall(true);
    } else {
      disk.fillUp(true);
    }

    cluster.run(TIMEOUTS_TO_NOTICE * setting.timeoutMaxNanos());
    requireNoLeader(sick);
    cluster.run(ChaosTrial.TIMEOUTS_TO_CONVERGE * setting.timeoutMaxNanos());
    requireNoLeader(sick);
    if (cluster.leader().isEmpty()) {
      throw new Violation("V1: nobody leads though only node %d is sick".formatted(sick.id()));
    }

    disk.stall(false);
    disk.fillUp(false);
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    return Outcome.of(cluster);
  }

  private static void requireNoLeader(SimulatedNode sick) {
    if (sick.isLeader()) {
      throw new Violation("T5: node %d leads with a disk that is sick".formatted(sick.id()));
    }
  }
}
