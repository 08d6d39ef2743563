package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.simulator.invariant.Violation;
import java.util.SplittableRandom;

/**
 * A leader emerges, and stays, wherever some node reaches a majority both ways, whatever the other
 * links do: one-way, missing, not transitive, and whatever terms the nodes have been in (rule V1).
 * It may be any node that can lead.
 */
public final class PartialNetworkTrial implements Trial {

  private static final int TIMEOUTS_OF_PEACE = 20;
  private static final int MOST_EARLIER_TERMS = 4;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    for (SimulatedNode node : cluster.nodes()) {
      long term = random.nextLong(MOST_EARLIER_TERMS);
      cluster
          .disk(node.id())
          .remember(new PersistentState(node.id(), 1, cluster.members(), term, null, 0));
    }
    cluster.start();
    cluster.run(random.nextLong(5 * setting.timeoutMaxNanos()));
    int centre = 1 + random.nextInt(setting.size());
    cutAround(cluster, centre, random);
    cluster.run(ChaosTrial.TIMEOUTS_TO_CONVERGE * setting.timeoutMaxNanos());

    SimulatedNode leader =
        cluster
            .leader()
            .orElseThrow(
                () ->
                    new Violation(
                        "V1: nobody leads though node %d reaches a majority both ways"
                            .formatted(centre)));
    cluster.run(TIMEOUTS_OF_PEACE * setting.timeoutMaxNanos());
    if (!leader.isLeader()) {
      throw new Violation("V1: node %d did not stay the leader".formatted(leader.id()));
    }
    return Outcome.of(cluster);
  }

  /** Cuts any links but those both ways between the centre and the next half of the nodes. */
  private static void cutAround(SimulatedCluster cluster, int centre, SplittableRandom random) {
    int size = cluster.nodes().size();
    double share = random.nextDouble();
    for (int from = 1; from <= size; from++) {
      for (int to = 1; to <= size; to++) {
        if (from != to && !isNeeded(from, to, centre, size) && random.nextDouble() < share) {
          cluster.network().cut(from, to);
          cluster.note("no way from " + from + " to " + to);
        }
      }
    }
  }

  private static boolean isNeeded(int from, int to, int centre, int size) {
    return from == centre && isNear(to, centre, size) || to == centre && isNear(from, centre, size);
  }

  private static boolean isNear(int node, int centre, int size) {
    return Math.floorMod(node - centre, size) <= size / 2;
  }
}
