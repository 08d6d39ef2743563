package io.election.simulator.study;

import io.election.engine.Timings;
import io.election.simulator.Onlookers;
import io.election.simulator.Setting;
import io.election.simulator.SimulatedCluster;
import io.election.simulator.SimulatedNode;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a cluster has to live with.
 *
 * @param nodes how many members
 * @param roundTrips between them; one way takes between half and three halves of half of it
 * @param loss the share of messages that get lost, from 0 to 1
 * @param late the share of messages that are late by a heavy-tailed time: half of them by twice the
 *     usual, one in a hundred by a hundred times, none by more than ten seconds
 * @param disk how long a synced write usually takes; drawn between half and three halves of it
 * @param longestPause how long a process may stand still, as for collecting garbage: each does once
 *     in {@link #PAUSE_EVERY} on average, for a time drawn evenly up to this
 */
public record Conditions(
    int nodes,
    RoundTrips roundTrips,
    double loss,
    double late,
    Duration disk,
    Duration longestPause) {

  /** How often a process stands still. */
  public static final Duration PAUSE_EVERY = Duration.ofMinutes(1);

  private static final Duration LATEST = Duration.ofSeconds(10);

  /** A cluster under these conditions, yet to be started. */
  SimulatedCluster cluster(Timings timings, SplittableRandom random) {
    Setting setting = new Setting(nodes, timings, roundTrips.delays(nodes), disk.toNanos(), 0);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), Onlookers.judging());
    cluster.network().disturb(loss, 0, 0, late, LATEST.toNanos());
    if (!longestPause.isZero()) {
      cluster.nodes().forEach(node -> pauseLater(cluster, node, random.split()));
    }
    return cluster;
  }

  private void pauseLater(SimulatedCluster cluster, SimulatedNode node, SplittableRandom random) {
    long until = (long) (PAUSE_EVERY.toNanos() * -Math.log(1 - random.nextDouble()));
    long length = random.nextLong(longestPause.toNanos() + 1);
    cluster
        .agenda()
        .after(
            until,
            () -> {
              node.standStill();
              cluster
                  .agenda()
                  .after(
                      length,
                      () -> {
                        node.goOn();
                        pauseLater(cluster, node, random);
                      });
            });
  }
}
