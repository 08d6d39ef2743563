package io.election.simulator;

import io.election.engine.Timings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A cluster in which nothing fails gets other timings, shorter or longer, by one restart after the
 * other, the leader's often last; and then others again. While it does, members have different ones
 * (rules L5, D2, D5, D8).
 */
public final class RollingRetimeTrial implements Trial {

  private static final int ROUNDS = 3;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting =
        OwnTimings.makeRoom(Setting.drawn(random))
            .ofSize(random.nextBoolean() ? 3 : 5)
            .scattered(random);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    OwnTimings timings = new OwnTimings(cluster, random.split());
    Timings first = timings.drawn();
    cluster.nodes().forEach(node -> node.retime(first));
    cluster.start();
    int timeoutsToConverge = OwnTimings.usual(ChaosTrial.TIMEOUTS_TO_CONVERGE);
    Convergence.await(cluster, timeoutsToConverge);
    for (int round = 0; round < ROUNDS; round++) {
      Timings next = timings.drawn();
      for (SimulatedNode node : inSomeOrder(cluster, random)) {
        cluster.run(random.nextLong(4 * setting.timeoutMaxNanos()));
        restart(node, next, cluster, random.nextLong(2 * setting.timeoutMaxNanos()));
        cluster.run(random.nextLong(4 * setting.timeoutMaxNanos()));
      }
      Convergence.await(cluster, timeoutsToConverge);
    }
    return Outcome.of(cluster);
  }

  private static void restart(
      SimulatedNode node, Timings next, SimulatedCluster cluster, long downNanos) {
    node.retime(next);
    node.stopInOrder(() -> cluster.agenda().after(downNanos, node::start));
  }

  private static List<SimulatedNode> inSomeOrder(
      SimulatedCluster cluster, SplittableRandom random) {
    List<SimulatedNode> nodes = new ArrayList<>(cluster.nodes());
    Collections.shuffle(nodes, new Random(random.nextLong()));
    if (random.nextBoolean()) {
      nodes.sort(Comparator.comparing(SimulatedNode::isLeader));
    }
    return nodes;
  }
}
