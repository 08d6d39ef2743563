package io.election.engine.cluster;

import static io.election.engine.cluster.SimulatedCluster.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.PersistentState;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parts of a divided cluster of five do (rules V1, V2). */
class ElectionInPartsTest {

  private static final int SEEDS = 100;

  /** V2. */
  @Test
  void minorityNeitherLeadsNorRaisesItsTermAndComesBackQuietly() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(5, seed);
      cluster.run(5 * SECOND);
      SimulatedNode leader = cluster.leader().orElseThrow();
      PersistentState record = leader.disk.content();
      List<SimulatedNode> minority = withoutLeader(cluster, leader).subList(0, 2);
      minority.forEach(
          one -> withoutAll(cluster, minority).forEach(other -> cut(cluster, one, other)));

      cluster.run(60 * SECOND);

      assertThat(minority)
          .as("seed %s", seed)
          .allSatisfy(node -> assertThat(node.disk.content().term()).isEqualTo(record.term()))
          .noneMatch(SimulatedNode::isLeader);
      cluster.heal();
      cluster.run(2 * SECOND);
      cluster.assertThatOneLeads();
      assertThat(cluster.leader()).as("seed %s", seed).contains(leader);
      assertThat(leader.disk.content()).as("seed %s", seed).isEqualTo(record);
    }
  }

  /** V1. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void majorityThatHearsItselfElectsWhateverTheOtherLinksDo(boolean othersRestartForEver) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(5, seed);
      RandomGenerator random = new SplittableRandom(seed);
      cluster.run(random.nextLong(5 * SECOND));
      cutOneWayAround(cluster, List.of(1, 2, 3), random);
      if (othersRestartForEver) {
        restartForEver(cluster, cluster.node(4), random);
        restartForEver(cluster, cluster.node(5), random);
      }

      cluster.run(10 * SECOND);

      assertThat(cluster.leader()).as("leader, seed %s", seed).isPresent();
      Optional<SimulatedNode> leader = cluster.leader();
      cluster.run(5 * SECOND);
      assertThat(cluster.leader()).as("the leader stays, seed %s", seed).isEqualTo(leader);
    }
  }

  private static void cutOneWayAround(
      SimulatedCluster cluster, List<Integer> majority, RandomGenerator random) {
    for (SimulatedNode from : cluster.nodes()) {
      for (SimulatedNode to : cluster.nodes()) {
        boolean within = majority.contains(from.id) && majority.contains(to.id);
        if (!within && random.nextBoolean()) {
          cluster.network.cut(from.id, to.id);
        }
      }
    }
  }

  private static void restartForEver(
      SimulatedCluster cluster, SimulatedNode node, RandomGenerator random) {
    node.crash();
    node.start();
    cluster.agenda.after(
        random.nextLong(SECOND / 10, SECOND / 2), () -> restartForEver(cluster, node, random));
  }

  private static List<SimulatedNode> withoutLeader(SimulatedCluster cluster, SimulatedNode leader) {
    return withoutAll(cluster, List.of(leader));
  }

  private static List<SimulatedNode> withoutAll(
      SimulatedCluster cluster, List<SimulatedNode> without) {
    return cluster.nodes().stream().filter(node -> !without.contains(node)).toList();
  }

  private static void cut(SimulatedCluster cluster, SimulatedNode one, SimulatedNode other) {
    cluster.cutBothWays(one.id, other.id);
  }
}
