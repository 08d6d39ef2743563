package io.election.simulator;

import io.election.engine.View;
import io.election.simulator.invariant.Violation;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A node that is deaf, mute, partly connected or restarts for ever changes neither the leader nor
 * the term while a majority is well (rules P1, P3, V2).
 */
public final class DisturbedNodeTrial implements Trial {

  private static final int TIMEOUTS_OF_DISTURBANCE = 60;

  /** How a node is not well. */
  private enum Disturbance {
    DEAF,
    MUTE,
    PARTLY_CONNECTED,
    RESTARTING
  }

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    SimulatedNode leader = cluster.leader().orElseThrow();
    View before = cluster.viewOf(leader);
    SimulatedNode disturbed = cluster.node(1 + leader.id() % setting.size());
    disturb(cluster, disturbed, leader, random);
    for (int waited = 0; waited < TIMEOUTS_OF_DISTURBANCE; waited++) {
      cluster.run(setting.timeoutMaxNanos());
      requireUnchanged(cluster, leader, before);
    }
    return Outcome.of(cluster);
  }

  private static void requireUnchanged(
      SimulatedCluster cluster, SimulatedNode leader, View before) {
    if (!cluster.leader().equals(Optional.of(leader))
        || cluster.viewOf(leader).term() != before.term()) {
      throw new Violation(
          "V2: node %d no longer leads in term %d, only because another node was not well"
              .formatted(leader.id(), before.term()));
    }
  }

  private static void disturb(
      SimulatedCluster cluster,
      SimulatedNode disturbed,
      SimulatedNode leader,
      SplittableRandom random) {
    Disturbance disturbance = Disturbance.values()[random.nextInt(Disturbance.values().length)];
    cluster.note("node " + disturbed.id() + " is " + disturbance);
    for (SimulatedNode other : cluster.nodes()) {
      if (other != disturbed) {
        switch (disturbance) {
          case DEAF -> cluster.network().cut(other.id(), disturbed.id());
          case MUTE -> cluster.network().cut(disturbed.id(), other.id());
          case PARTLY_CONNECTED -> cutPerhaps(cluster, disturbed, other, leader, random);
          case RESTARTING -> {}
        }
      }
    }
    if (disturbance == Disturbance.RESTARTING) {
      restartForEver(cluster, disturbed, random);
    }
  }

  private static void cutPerhaps(
      SimulatedCluster cluster,
      SimulatedNode disturbed,
      SimulatedNode other,
      SimulatedNode leader,
      SplittableRandom random) {
    if (other == leader || random.nextBoolean()) {
      cluster.network().cut(other.id(), disturbed.id());
      cluster.network().cut(disturbed.id(), other.id());
    }
  }

  private static void restartForEver(
      SimulatedCluster cluster, SimulatedNode node, SplittableRandom random) {
    node.crash();
    node.start();
    long next = random.nextLong(cluster.setting().timeoutMaxNanos() * 2);
    cluster.agenda().after(next, () -> restartForEver(cluster, node, random));
  }
}
