package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.simulator.invariant.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A minority that is cut off, for however long, neither leads nor raises its durable term. If the
 * cut did not come in the middle of an election, it comes back quietly: leader and term stay (rules
 * P2, V2).
 */
public final class IsolatedMinorityTrial implements Trial {

  /** A candidacy that began before the cut may still go on to its end. */
  private static final int TIMEOUTS_TO_SETTLE = 3;

  private static final int TIMEOUTS_OF_ISOLATION = 100;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    SimulatedNode leader = cluster.leader().orElseThrow();
    boolean inAnElection = random.nextBoolean();
    if (inAnElection) {
      leader.crash();
      cluster.run(random.nextLong(2 * setting.timeoutMaxNanos()));
      leader.start();
    }
    long term = leader.disk().content().term();

    List<SimulatedNode> minority = minorityWithout(leader, cluster, random);
    minority.forEach(node -> cutOff(cluster, node, minority));
    cluster.run(TIMEOUTS_TO_SETTLE * setting.timeoutMaxNanos());
    List<PersistentState> records = records(minority);
    cluster.run(TIMEOUTS_OF_ISOLATION * setting.timeoutMaxNanos());
    requireQuiet(minority, records);

    minority.forEach(node -> join(cluster, node, minority));
    Convergence.await(cluster, inAnElection ? ChaosTrial.TIMEOUTS_TO_CONVERGE : 2);
    if (!inAnElection
        && !(cluster.leader().equals(Optional.of(leader))
            && leader.disk().content().term() == term)) {
      throw new Violation("V2: a minority came back and the leader did not stay");
    }
    return Outcome.of(cluster);
  }

  private static List<PersistentState> records(List<SimulatedNode> nodes) {
    return nodes.stream().map(node -> node.disk().content()).toList();
  }

  private static void requireQuiet(List<SimulatedNode> minority, List<PersistentState> records) {
    if (minority.stream().anyMatch(SimulatedNode::isLeader) || !records(minority).equals(records)) {
      throw new Violation(
          "V2: a minority of %d went from %s to %s while it was cut off"
              .formatted(minority.size(), records, records(minority)));
    }
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
