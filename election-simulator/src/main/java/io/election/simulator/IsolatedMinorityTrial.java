package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A minority that is cut off, for however long, neither leads nor raises its durable term, and
 * comes back quietly (rule V2).
 */
public final class IsolatedMinorityTrial implements Trial {

  private static final int TIMEOUTS_OF_ISOLATION = 100;

  @Override
  public Outcome run(SplittableRandom random, Trace trace) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), trace);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    SimulatedNode leader = cluster.leader().orElseThrow();
    long term = cluster.viewOf(leader).term();
    List<SimulatedNode> minority = minorityWithout(leader, cluster, random);
    List<PersistentState> records = minority.stream().map(node -> node.disk().content()).toList();

    minority.forEach(node -> cutOff(cluster, node, minority));
    cluster.run(TIMEOUTS_OF_ISOLATION * setting.timeoutMaxNanos());
    for (int i = 0; i < minority.size(); i++) {
      SimulatedNode node = minority.get(i);
      if (node.isLeader() || !node.disk().content().equals(records.get(i))) {
        throw new Violation(
            "V2: node %d is in a minority and has %s instead of %s"
                .formatted(node.id(), node.disk().content(), records.get(i)));
      }
    }

    minority.forEach(node -> join(cluster, node, minority));
    Convergence.await(cluster, 2);
    if (!leader.isLeader() || cluster.viewOf(leader).term() != term) {
      throw new Violation("V2: a minority came back and the leader did not stay");
    }
    return Outcome.of(cluster);
  }

  private static List<SimulatedNode> minorityWithout(
      SimulatedNode leader, SimulatedCluster cluster, SplittableRandom random) {
    List<SimulatedNode> others = new ArrayList<>(cluster.nodes());
    others.remove(leader);
    Collections.shuffle(others, new Random(random.nextLong()));
    return others.subList(0, (cluster.nodes().size() - 1) / 2);
  }

  private static void cutOff(
      SimulatedCluster cluster, SimulatedNode node, List<SimulatedNode> minority) {
    for (SimulatedNode other : cluster.nodes()) {
      if (!minority.contains(other)) {
        cluster.network().cut(node.id(), other.id());
        cluster.network().cut(other.id(), node.id());
      }
    }
  }

  private static void join(
      SimulatedCluster cluster, SimulatedNode node, List<SimulatedNode> minority) {
    for (SimulatedNode other : cluster.nodes()) {
      if (!minority.contains(other)) {
        cluster.network().mend(node.id(), other.id());
        cluster.network().mend(other.id(), node.id());
      }
    }
  }
}
