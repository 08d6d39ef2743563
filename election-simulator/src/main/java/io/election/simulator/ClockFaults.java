package io.election.simulator;

import java.util.SplittableRandom;

/** Clocks run too fast or too slow, and wall clocks are set. */
final class ClockFaults {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;

  ClockFaults(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  /** Gives every node a rate of its own. */
  void drawClockRates() {
    cluster.nodes().forEach(this::drawClockRate);
  }

  void changeClockRate() {
    drawClockRate(fate.anyNode());
  }

  /**
   * Any two clocks differ by no more than the drift that the lease allows for, often by just it.
   */
  private void drawClockRate(SimulatedNode node) {
    double fastest = 1 / (1 - cluster.setting().timings().maxClockDrift());
    double rate =
        switch (random.nextInt(3)) {
          case 0 -> 1;
          case 1 -> fastest;
          default -> 1 + (fastest - 1) * random.nextDouble();
        };
    node.clock().runAt(rate);
  }

  void setWallClock() {
    long day = 86_400_000_000_000L;
    fate.anyNode().setWallClock(random.nextLong(-365 * day, 365 * day));
  }
}
