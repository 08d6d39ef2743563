package io.election.simulator;

import java.util.SplittableRandom;

/**
 * One node does not hear the leader and asks for votes; the others lose their directories again and
 * again, or get an older copy back, and start at once: they have forgotten a promise to the leader,
 * whose lease goes on (rules L5, D8, D10). In the end everything is well, and one node has to lead
 * (rule V1).
 */
public final class ForgetfulVotersTrial implements Trial {

  private static final int RESTARTS = 100;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(3);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    MemoryFaults memory = new MemoryFaults(cluster, random.split());
    cluster.start();
    memory.begin();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    for (int restart = 0; restart < RESTARTS; restart++) {
      cluster
          .leader()
          .ifPresent(
              leader ->
                  RestartingVotersTrial.restartItsVoter(cluster, leader, memory::forget, random));
      cluster.run(random.nextLong(3 * setting.timeoutMaxNanos()));
    }
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    return Outcome.of(cluster);
  }
}
