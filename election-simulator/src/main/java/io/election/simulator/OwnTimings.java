package io.election.simulator;

import io.election.api.transport.PromiseRequest;
import io.election.engine.Timings;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Members with timings of their own, the longest ten times as long as the shortest, which change
 * when a member is restarted. The network and the disks fit the shortest. How far clocks may drift
 * apart is one value for all: it says something about the machines, and the clocks of these stay
 * within it.
 */
final class OwnTimings {

  /** How many times as long as the usual timings the longest are, and as short the shortest. */
  private static final double SPREAD = Math.sqrt(10);

  private final SimulatedCluster cluster;
  private final SplittableRandom random;

  OwnTimings(SimulatedCluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  /** The same network and disks, with usual timings that leave room for shorter ones. */
  static Setting makeRoom(Setting setting) {
    return setting.with(stretched(setting.timings(), SPREAD));
  }

  /** How many of the usual timeouts a cluster needs for what takes some timeouts of its slowest. */
  static int usual(int timeoutsOfTheSlowest) {
    return (int) Math.ceil(timeoutsOfTheSlowest * SPREAD);
  }

  /** Gives each member timings of its own, for when it starts next. */
  void drawForEach() {
    cluster.nodes().forEach(node -> node.retime(drawn()));
  }

  /** Somebody configures a member anew and restarts it. */
  void restartOneWithOthers() {
    SimulatedNode node = cluster.node(1 + random.nextInt(cluster.nodes().size()));
    node.retime(drawn());
    if (node.runs()) {
      node.crash();
      node.start();
    }
  }

  /** Usually far from the usual ones. */
  Timings drawn() {
    return switch (random.nextInt(3)) {
      case 0 -> longest();
      case 1 -> shortest();
      default -> times(Math.pow(SPREAD, random.nextDouble(-1, 1)));
    };
  }

  Timings longest() {
    return times(SPREAD);
  }

  /** Who has these promises no more than twice what it would ask for itself (rule D2). */
  Timings shortest() {
    Timings timings = times(1 / SPREAD);
    Duration most = timings.timeoutMin().multipliedBy(2);
    return new Timings(
        timings.heartbeatInterval(),
        timings.timeoutMin(),
        timings.timeoutMax(),
        timings.rpcTimeout(),
        timings.maxClockDrift(),
        most.compareTo(PromiseRequest.LONGEST) < 0 ? most : PromiseRequest.LONGEST);
  }

  private Timings times(double times) {
    return stretched(cluster.setting().timings(), times);
  }

  private static Timings stretched(Timings timings, double times) {
    return new Timings(
        stretched(timings.heartbeatInterval(), times),
        stretched(timings.timeoutMin(), times),
        stretched(timings.timeoutMax(), times),
        stretched(timings.rpcTimeout(), times),
        timings.maxClockDrift());
  }

  private static Duration stretched(Duration duration, double times) {
    return Duration.ofNanos((long) (duration.toNanos() * times));
  }
}
