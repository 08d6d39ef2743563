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
    return endure(cluster, chaos, random.split(), TIMEOUTS_TO_CONVERGE);
  }

  /**
   * Lets a cluster go through chaos and come to rest.
   *
   * @param timeoutsToConverge how long it may take to agree on a leader when everything is mended
   * @throws Violation if it takes longer, or if the leader does not stay (rule V1)
   */
  static Outcome endure(
      SimulatedCluster cluster, Chaos chaos, SplittableRandom random, int timeoutsToConverge) {
    LeadersWork work = new LeadersWork(cluster, random);
    cluster.start();
    work.begin();
    chaos.begin();
    cluster.run(TIMEOUTS_OF_CHAOS * cluster.setting().timeoutMaxNanos());
    chaos.end();
    Convergence.await(cluster, timeoutsToConverge);
    Optional<SimulatedNode> leader = cluster.leader();
    cluster.run(TIMEOUTS_OF_PEACE * cluster.setting().timeoutMaxNanos());
    if (!cluster.leader().equals(leader)) {
      throw new Violation("V1: the leader changed though nothing fails any more");
    }
    return Outcome.of(cluster);
  }
}
