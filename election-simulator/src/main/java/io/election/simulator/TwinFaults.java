package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.simulator.invariant.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A member gets a twin, as when a pod is deleted by force that still runs, or a machine is copied;
 * and some of their peers reach only one of the two, or are reached by only one.
 */
final class TwinFaults {

  /** In how many longest timeouts the two are told, wherever their peers' calls go. */
  private static final int TIMEOUTS_TO_STOP = 8;

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;
  private final SimulatedNode original;
  private final SimulatedNode twin;
  private final FaultyDisk disk;
  private final Twins twins;

  /** How it comes that two run. */
  private enum Origin {
    DIRECTORY_IS_COPIED,
    EARLIER_ONE_COMES_BACK,
    DIRECTORY_IS_EMPTY
  }

  /**
   * @param original the member that gets a twin
   */
  TwinFaults(SimulatedCluster cluster, SimulatedNode original, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
    this.original = original;
    fate = new Fate(cluster, random);
    disk = new FaultyDisk(cluster.agenda(), random.split(), cluster.setting().usualWriteNanos());
    twin = cluster.addTwin(original, disk, random.split());
    twins = new Twins(cluster, original, twin);
  }

  /** The twin starts. */
  void begin() {
    Origin origin = Origin.values()[random.nextInt(Origin.values().length)];
    PersistentState copy = original.disk().content();
    switch (origin) {
      case DIRECTORY_IS_COPIED -> {
        // Either of the two may have been started more often when both run.
        for (int restarts = random.nextInt(3); restarts > 0; restarts--) {
          restart(original);
          cluster.run(anyTime(3));
        }
        disk.remember(copy);
      }
      case EARLIER_ONE_COMES_BACK -> {
        original.standStill();
        cluster.run(anyTime(2));
        disk.remember(copy);
        cluster.agenda().after(anyTime(5), original::goOn);
      }
      case DIRECTORY_IS_EMPTY -> {}
    }
    cluster.note("node " + twin.name() + " is a twin: " + origin);
    twin.start();
  }

  private long anyTime(int mostTimeouts) {
    return random.nextLong(mostTimeouts * cluster.setting().timeoutMaxNanos());
  }

  private static void restart(SimulatedNode node) {
    node.crash();
    node.start();
  }

  /** A peer and one of the two do not hear each other for a while, one way or both. */
  void cut(SimulatedNode peer) {
    SimulatedNode one = any();
    int ways = random.nextInt(4);
    if (ways != 0) {
      cut(peer, one);
    }
    if (ways != 1) {
      cut(one, peer);
    }
  }

  private void cut(SimulatedNode from, SimulatedNode to) {
    cluster.note("no way from " + from.name() + " to " + to.name());
    twins.cut(from, to);
    fate.endLater(() -> twins.mend(from, to));
  }

  /** Two sides for a while that do not hear each other; each hears one of the two. */
  void part() {
    Map<SimulatedNode, SimulatedNode> sideOf = new HashMap<>();
    for (SimulatedNode peer : peers()) {
      SimulatedNode near = any();
      sideOf.put(peer, near);
      SimulatedNode far = near == original ? twin : original;
      cut(peer, far);
      cut(far, peer);
    }
    for (SimulatedNode one : peers()) {
      for (SimulatedNode other : peers()) {
        if (sideOf.get(one) != sideOf.get(other)) {
          cluster.network().cut(one.id(), other.id());
          fate.endLater(() -> cluster.network().mend(one.id(), other.id()));
        }
      }
    }
  }

  private SimulatedNode any() {
    return random.nextBoolean() ? original : twin;
  }

  /** What a peer asks of the two goes to either from now on. */
  void connect(SimulatedNode peer) {
    twins.connect(peer, any());
  }

  /** One of the two starts again at once. */
  void restartOne() {
    restart(any());
  }

  /** All reach both, though one at a time. */
  void end() {
    cluster.note("everything is mended");
    fate.endAll();
    original.goOn();
    alternate(original, twin);
  }

  /** Longer than it takes one that is not called to ask by itself. */
  private void alternate(SimulatedNode now, SimulatedNode then) {
    peers().forEach(peer -> twins.connect(peer, now));
    cluster.agenda().after(2 * cluster.setting().timeoutMaxNanos(), () -> alternate(then, now));
  }

  /** The members that run once. */
  List<SimulatedNode> peers() {
    return cluster.nodes().stream().filter(node -> node != original).toList();
  }

  /**
   * Lets time pass until one of the two has stopped and says why, or both have; and until the rest
   * of the cluster agrees on a leader.
   *
   * @throws Violation if it takes too long
   */
  void requireOneLeft() {
    // Not at one instant: which of two directories is refused goes with whom the peers call.
    for (int waited = 0; original.takesPart() && twin.takesPart(); waited++) {
      if (waited == TIMEOUTS_TO_STOP) {
        throw new Violation(
            "D11: node %d runs twice, and neither process has stopped".formatted(original.id()));
      }
      cluster.run(cluster.setting().timeoutMaxNanos());
    }
    for (int waited = 0; waited < ChaosTrial.TIMEOUTS_TO_CONVERGE; waited++) {
      if (theRestAgrees()) {
        return;
      }
      cluster.run(cluster.setting().timeoutMaxNanos());
    }
    throw new Violation("V1: no leader that all know, though one of two twins has stopped");
  }

  private boolean theRestAgrees() {
    return cluster
        .leader()
        .filter(
            leader ->
                cluster.hosts().stream()
                    .filter(SimulatedNode::takesPart)
                    .allMatch(node -> knows(node, leader)))
        .isPresent();
  }

  private boolean knows(SimulatedNode node, SimulatedNode leader) {
    return Objects.equals(cluster.viewOf(node).leaderId(), leader.id());
  }
}
