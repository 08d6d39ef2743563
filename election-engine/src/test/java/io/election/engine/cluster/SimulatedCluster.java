package io.election.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nodes, the network between them and the time that they live in. */
final class SimulatedCluster {

  static final long SECOND = 1_000_000_000;

  final Agenda agenda = new Agenda();
  final Safety safety = new Safety();
  final Network network;
  private final RandomGenerator random;
  private final Map<Integer, SimulatedNode> nodes = new TreeMap<>();

  SimulatedCluster(int size, long seed) {
    random = new SplittableRandom(seed);
    network = new Network(agenda, random);
    var members = IntStream.rangeClosed(1, size).boxed().collect(Collectors.toSet());
    members.forEach(id -> nodes.put(id, new SimulatedNode(id, members, this, random)));
    nodes.values().forEach(SimulatedNode::start);
  }

  SimulatedNode node(int id) {
    return Objects.requireNonNull(nodes.get(id));
  }

  List<SimulatedNode> nodes() {
    return List.copyOf(nodes.values());
  }

  Optional<SimulatedNode> leader() {
    return nodes.values().stream().filter(SimulatedNode::isLeader).findFirst();
  }

  void run(long nanos) {
    agenda.runUntil(agenda.now() + nanos, () -> safety.holdsAt(nodes.values()));
  }

  /** Something goes wrong, or is mended, every now and then. */
  void runDisturbed(long nanos) {
    long end = agenda.now() + nanos;
    while (agenda.now() < end) {
      run(random.nextLong(SECOND / 100, SECOND));
      disturb();
    }
  }

  private void disturb() {
    SimulatedNode someNode = node(random.nextInt(nodes.size()) + 1);
    switch (random.nextInt(10)) {
      case 0 -> crash(someNode);
      case 1 -> leader().ifPresent(this::crash);
      case 2 -> standStill(someNode);
      case 3 -> leader().ifPresent(this::standStill);
      case 4 -> leader().ifPresent(leader -> isolate(leader.id));
      case 5 -> cutSomeLinks();
      case 6 -> network.disturb();
      case 7 -> someNode.disk.disturb();
      case 8 -> leader().ifPresent(leader -> cutBothWays(leader.id, someNode.id));
      case 9 -> {
        network.mendLinks();
        network.calmDown();
        someNode.disk.calmDown();
      }
      default -> throw new AssertionError();
    }
  }

  private void crash(SimulatedNode node) {
    node.crash();
    long down = random.nextBoolean() ? SECOND / 50 : 2 * SECOND;
    agenda.after(random.nextLong(down), () -> startIfDown(node));
  }

  private void startIfDown(SimulatedNode node) {
    if (!node.runs()) {
      node.start();
    }
  }

  private void standStill(SimulatedNode node) {
    node.standStill();
    agenda.after(random.nextLong(2 * SECOND), node::goOn);
  }

  void isolate(int id) {
    nodes.keySet().forEach(other -> cutBothWays(id, other));
  }

  void cutBothWays(int one, int other) {
    network.cut(one, other);
    network.cut(other, one);
  }

  private void cutSomeLinks() {
    double share = random.nextDouble();
    for (int from : nodes.keySet()) {
      for (int to : nodes.keySet()) {
        if (random.nextDouble() < share) {
          network.cut(from, to);
        }
      }
    }
  }

  /** Everything is mended; a disk that hung needs a restart of its node. */
  void heal() {
    network.mendLinks();
    network.calmDown();
    for (SimulatedNode node : nodes.values()) {
      node.disk.calmDown();
      node.goOn();
      if (node.disk.hangs()) {
        node.crash();
      }
      startIfDown(node);
    }
  }

  /** V1: one node leads and all follow it. */
  void assertThatOneLeads() {
    assertThat(leader()).as("leader").isPresent();
    assertThat(nodes.values())
        .as("leader known to each node")
        .allSatisfy(node -> assertThat(node.view().leaderId()).isEqualTo(leader().get().id));
  }
}
