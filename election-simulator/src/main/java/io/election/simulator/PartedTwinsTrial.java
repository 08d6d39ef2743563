package io.election.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A member gets a twin, and the network falls apart in any way. Where each of the two is heard by
 * one side of a cut alone, they are two voters under one name, and no rule can tell that from a
 * restart: who leads meanwhile is not judged. A second after the cut is mended, which is the
 * longest election timeout of usual timings, one node leads at most; and one of the two stops (rule
 * D11).
 */
public final class PartedTwinsTrial implements Trial {

  private static final int STRIKES = 30;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    TwinFaults faults =
        new TwinFaults(cluster, TwinTrial.anyMember(cluster, random), random.split());
    List<SimulatedNode> peers = faults.peers();
    cluster.judge().lookAway();
    faults.begin();
    for (int strike = 0; strike < STRIKES; strike++) {
      SimulatedNode peer = peers.get(random.nextInt(peers.size()));
      switch (random.nextInt(8)) {
        case 0 -> faults.restartOne();
        case 1, 2 -> faults.connect(peer);
        case 3 -> faults.part();
        default -> faults.cut(peer);
      }
      cluster.run(random.nextLong(2 * setting.timeoutMaxNanos()));
    }
    faults.end();
    cluster.run(setting.timeoutMaxNanos());
    cluster.judge().lookAgain();
    faults.requireOneLeft();
    return Outcome.of(cluster);
  }
}
