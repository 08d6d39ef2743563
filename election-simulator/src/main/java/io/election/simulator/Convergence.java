package io.election.simulator;

import io.election.simulator.invariant.Violation;

/** Waits for a cluster to agree on a leader. */
final class Convergence {

  private Convergence() {}

  /**
   * Lets time pass until one node leads and all know it.
   *
   * @param mostTimeouts how many longest election timeouts that may take
   * @throws Violation if it takes longer (rule V1)
   */
  static void await(SimulatedCluster cluster, int mostTimeouts) {
    long timeout = cluster.setting().timeoutMaxNanos();
    for (int waited = 0; waited < mostTimeouts; waited++) {
      cluster.run(timeout);
      if (cluster.agrees()) {
        return;
      }
    }
    throw new Violation(
        "V1: no leader that all know after %d longest timeouts".formatted(mostTimeouts));
  }
}
