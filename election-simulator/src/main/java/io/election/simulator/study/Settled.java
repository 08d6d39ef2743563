package io.election.simulator.study;

import io.election.simulator.SimulatedCluster;

/** Waits until a cluster has a leader that all its nodes know. */
final class Settled {

  /** Far more than any cluster needs whose timings fit its network. */
  private static final int MOST_TIMEOUTS = 200;

  private Settled() {}

  /** Starts the cluster; whether it came to agree on a leader. */
  static boolean start(SimulatedCluster cluster) {
    cluster.start();
    for (int waited = 0; waited < MOST_TIMEOUTS && !cluster.agrees(); waited++) {
      cluster.run(cluster.setting().timeoutMaxNanos());
    }
    return cluster.agrees();
  }
}
