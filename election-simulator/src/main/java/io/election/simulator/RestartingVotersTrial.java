package io.election.simulator;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One node does not hear the leader and asks for votes; the others restart again and again, and
 * each restart takes with it the memory of a promise to the leader, but not the leader's lease
 * (rule P4). In the end everything is well, and one node has to lead (rule V1).
 */
public final class RestartingVotersTrial implements Trial {

  private static final int RESTARTS = 50;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(3);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    for (int restart = 0; restart < RESTARTS; restart++) {
      cluster.leader().ifPresent(leader -> restartItsVoter(cluster, leader, voter -> {}, random));
      cluster.run(random.nextLong(3 * setting.timeoutMaxNanos()));
    }
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    return Outcome.of(cluster);
  }

  /**
   * The voter stops at one instant and starts before the lease it made possible has ended.
   *
   * @param meanwhile what befalls it while it is down
   */
  static void restartItsVoter(
      SimulatedCluster cluster,
      SimulatedNode leader,
      Consumer<SimulatedNode> meanwhile,
      SplittableRandom random) {
    int candidate = 1 + leader.id() % 3;
    SimulatedNode voter = cluster.node(1 + candidate % 3);
    FaultyNetwork network = cluster.network();
    long lateness = 2 * cluster.setting().timeoutMaxNanos();
    network.cut(leader.id(), candidate);
    network.cut(candidate, leader.id());
    cluster.run(random.nextLong(lateness));
    voter.crash();
    meanwhile.accept(voter);
    voter.start();
    // As if the leader went on just now: nobody renews the promise.
    network.cut(leader.id(), voter.id());
    cluster
        .agenda()
        .after(
            lateness,
            () -> {
              network.mend(leader.id(), candidate);
              network.mend(candidate, leader.id());
              network.mend(leader.id(), voter.id());
            });
  }
}
