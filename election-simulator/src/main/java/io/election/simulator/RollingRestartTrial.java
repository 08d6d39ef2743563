package io.election.simulator;

import io.election.engine.Effect;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * One node after the other is stopped in order and started again. Each time that the leader is
 * stopped, nobody leads for as long as its work takes to stop and for some messages and writes, and
 * no longer (rule H4).
 */
public final class RollingRestartTrial implements Trial {

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5).brisk(random);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    long work = random.nextLong(setting.timeoutMinNanos() / 20);
    cluster.nodes().forEach(node -> node.stopWorkAfter(() -> work));
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    Outage outage = new Outage(cluster);
    cluster.afterEveryEffect(outage);
    for (SimulatedNode node : inAnyOrder(cluster, random)) {
      // A restarted node keeps quiet at first (rule P4): whoever restarts several waits for that.
      cluster.run(2 * setting.timeoutMinNanos() + random.nextLong(2 * setting.timeoutMaxNanos()));
      long down = random.nextLong(2 * setting.timeoutMaxNanos());
      node.stopInOrder(() -> cluster.agenda().after(down, node::start));
      cluster.run(setting.timeoutMaxNanos() + down);
      Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    }
    outage.requireAtMost(
        work + 5 * setting.longestRoundTripNanos() / 2 + 2 * setting.longestWriteNanos());
    return Outcome.of(cluster);
  }

  private static List<SimulatedNode> inAnyOrder(SimulatedCluster cluster, SplittableRandom random) {
    List<SimulatedNode> nodes = new ArrayList<>(cluster.nodes());
    Collections.shuffle(nodes, new Random(random.nextLong()));
    return nodes;
  }

  /** How long nobody led, altogether. */
  private static final class Outage implements BiConsumer<SimulatedNode, Effect> {

    private final SimulatedCluster cluster;
    private long beganAt;
    private long nanos;
    private int times;

    private Outage(SimulatedCluster cluster) {
      this.cluster = cluster;
    }

    @Override
    public void accept(SimulatedNode node, Effect effect) {
      if (effect instanceof Effect.LeadershipEnded) {
        beganAt = cluster.agenda().now();
      } else if (effect instanceof Effect.LeadershipBegan) {
        nanos += cluster.agenda().now() - beganAt;
        times++;
      }
    }

    private void requireAtMost(long nanosEach) {
      if (nanos > times * nanosEach) {
        throw new Violation(
            "H4: nobody led %d times in a rolling restart, for %d ns in all, and %d should be enough"
                .formatted(times, nanos, times * nanosEach));
      }
    }
  }
}
