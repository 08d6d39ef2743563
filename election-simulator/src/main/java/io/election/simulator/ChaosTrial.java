package io.election.simulator;

import io.election.simulator.invariant.Violation;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * First everything fails while the invariants watch; then everything is mended, and one node has to
 * lead soon, known by all, and to stay (rules L5, V1).
 */
public final class ChaosTrial implements Trial {

  /** How long a cluster on the mend may take, in longest election timeouts. */
  public static final int TIMEOUTS_TO_CONVERGE = 20;

  private static final int TIMEOUTS_OF_CHAOS = 60;
  private static final int TIMEOUTS_OF_PEACE = 3;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).withWitnesses(random);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    Chaos chaos = new Chaos(cluster, random.split());
    LeadersWork work = new LeadersWork(cluster, random.split());
    cluster.start();
    work.begin();
    chaos.begin();
    cluster.run(TIMEOUTS_OF_CHAOS * cluster.setting().timeoutMaxNanos());
    chaos.end();
    Convergence.await(cluster, TIMEOUTS_TO_CONVERGE);
    Optional<SimulatedNode> leader = cluster.leader();
    cluster.run(TIMEOUTS_OF_PEACE * cluster.setting().timeoutMaxNanos());
    if (!cluster.leader().equals(leader)) {
      throw new Violation("V1: the leader changed though nothing fails any more");
    }
    return Outcome.of(cluster);
  }
}
