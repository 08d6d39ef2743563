package io.election.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Links are cut: one way, both ways, around a node, between two sides, again and again. */
final class NetworkFaults {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;

  NetworkFaults(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  void cutOneWay() {
    cutForAWhile(fate.anyNode().id(), fate.anyNode().id());
  }

  void cutBothWays() {
    SimulatedNode one = fate.anyNode();
    SimulatedNode other = fate.anyNode();
    cutForAWhile(one.id(), other.id());
    cutForAWhile(other.id(), one.id());
  }

  private void cutForAWhile(int from, int to) {
    if (from != to) {
      cluster.note("no way from " + from + " to " + to);
      cluster.network().cut(from, to);
      fate.endLater(() -> cluster.network().mend(from, to));
    }
  }

  void cutLeaderOff() {
    cluster
        .leader()
        .ifPresent(leader -> cutBetween((from, to) -> from == leader.id() || to == leader.id()));
  }

  void partition() {
    int side = random.nextInt(1 << cluster.nodes().size());
    cutBetween((one, other) -> isIn(side, one) != isIn(side, other));
  }

  /** Two sides, and one node that reaches both. */
  void leaveABridge() {
    int side = random.nextInt(1 << cluster.nodes().size());
    int bridge = fate.anyNode().id();
    cutBetween(
        (one, other) -> one != bridge && other != bridge && isIn(side, one) != isIn(side, other));
  }

  private static boolean isIn(int side, int id) {
    return (side >> (id - 1) & 1) == 1;
  }

  private interface Link {
    boolean isCut(int from, int to);
  }

  private void cutBetween(Link link) {
    List<int[]> cut = new ArrayList<>();
    int size = cluster.nodes().size();
    for (int from = 1; from <= size; from++) {
      for (int to = 1; to <= size; to++) {
        if (from != to && link.isCut(from, to)) {
          cluster.network().cut(from, to);
          cut.add(new int[] {from, to});
        }
      }
    }
    fate.endLater(() -> cut.forEach(way -> cluster.network().mend(way[0], way[1])));
  }

  void deafen() {
    int deaf = fate.anyNode().id();
    cutBetween((from, to) -> to == deaf);
  }

  void mute() {
    int mute = fate.anyNode().id();
    cutBetween((from, to) -> from == mute);
  }

  void flap() {
    int one = fate.anyNode().id();
    int other = fate.anyNode().id();
    IntStream.range(0, 10)
        .forEach(
            time ->
                cluster
                    .agenda()
                    .after(
                        fate.anyDuration(cluster.setting().timeoutMinNanos()),
                        () -> {
                          if (!fate.isOver()) {
                            cutForAWhile(one, other);
                          }
                        }));
  }
}
