package io.election.simulator;

import io.election.api.ElectionControl;
import java.util.SplittableRandom;

/**
 * People want leadership handed over, pause nodes and stop them in order, in the middle of whatever
 * else goes on; and the leader's work stops when it likes (rules H1 to H4).
 */
final class OperatorFaults {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;

  OperatorFaults(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  /** Gives each node work that usually stops in time, sometimes too late and sometimes never. */
  void drawWork() {
    cluster.nodes().forEach(node -> node.stopWorkAfter(this::timeToStop));
  }

  private long timeToStop() {
    long longest = cluster.setting().timeoutMaxNanos();
    return switch (random.nextInt(8)) {
      case 0 -> SimulatedNode.NEVER;
      case 1 -> random.nextLong(2 * longest);
      case 2, 3 -> random.nextLong(longest / 2);
      default -> random.nextLong(longest / 50);
    };
  }

  void transferToAny() {
    // Sometimes to itself, and sometimes to one that there is not.
    int target = 1 + random.nextInt(cluster.nodes().size() + 1);
    cluster.leader().ifPresent(leader -> leader.steer(control -> control.transfer(target)));
  }

  void resign() {
    cluster.leader().ifPresent(leader -> leader.steer(ElectionControl::resign));
  }

  void wishFromAny() {
    SimulatedNode asked = fate.anyNode();
    int target = fate.anyNode().id();
    asked.steer(control -> control.transfer(target));
  }

  void pauseOne() {
    pause(fate.anyNode());
  }

  void pauseLeader() {
    cluster.leader().ifPresent(this::pause);
  }

  private void pause(SimulatedNode node) {
    node.steer(ElectionControl::pause);
    fate.endLater(() -> node.steer(ElectionControl::resume));
  }

  void stopOne() {
    stop(fate.anyNode());
  }

  void stopLeader() {
    cluster.leader().ifPresent(this::stop);
  }

  private void stop(SimulatedNode node) {
    node.stopInOrder(() -> startLater(node));
  }

  private void startLater(SimulatedNode node) {
    long down = fate.isOver() ? 0 : fate.anyDuration(cluster.setting().timeoutMaxNanos());
    cluster.agenda().after(down, node::startIfDown);
  }
}
