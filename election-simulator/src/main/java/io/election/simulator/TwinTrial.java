package io.election.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A member gets a twin, and one other member hears both of them all the while, whatever the others
 * hear: never do two lead, and one of the two stops (rules L5, D11).
 */
public final class TwinTrial implements Trial {

  private static final int STRIKES = 30;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    TwinFaults faults = new TwinFaults(cluster, anyMember(cluster, random), random.split());
    List<SimulatedNode> peers = new ArrayList<>(faults.peers());
    SimulatedNode hearsBoth = peers.remove(random.nextInt(peers.size()));
    cluster.note("node " + hearsBoth.id() + " hears both");
    faults.begin();
    for (int strike = 0; strike < STRIKES; strike++) {
      SimulatedNode peer = peers.get(random.nextInt(peers.size()));
      switch (random.nextInt(8)) {
        case 0 -> faults.restartOne();
        case 1 -> faults.connect(hearsBoth);
        case 2, 3 -> faults.connect(peer);
        default -> faults.cut(peer);
      }
      cluster.run(random.nextLong(2 * setting.timeoutMaxNanos()));
    }
    faults.end();
    faults.requireOneLeft();
    return Outcome.of(cluster);
  }

  /** The leader, more often than not. */
  static SimulatedNode anyMember(SimulatedCluster cluster, SplittableRandom random) {
    return random.nextBoolean()
        ? cluster.leader().orElseThrow()
        : cluster.node(1 + random.nextInt(cluster.nodes().size()));
  }
}
