package io.election.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Whom a fault strikes and for how long; in the end all faults are over. */
final class Fate {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final List<Runnable> remedies = new ArrayList<>();
  private boolean over;

  Fate(SimulatedCluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  SimulatedNode anyNode() {
    return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
  }

  /** A time that is so long on average. */
  long anyDuration(long usualNanos) {
    return (long) (usualNanos * -Math.log(1 - random.nextDouble()));
  }

  /** Ends a fault after a while, or when all are over. */
  void endLater(Runnable remedy) {
    Runnable once =
        new Runnable() {
          @Override
          public void run() {
            if (remedies.remove(this)) {
              remedy.run();
            }
          }
        };
    remedies.add(once);
    cluster.agenda().after(anyDuration(cluster.setting().timeoutMaxNanos() * 2), once);
  }

  /** Ends every fault. */
  void endAll() {
    over = true;
    List.copyOf(remedies).forEach(Runnable::run);
  }

  /** Whether no fault may strike any more. */
  boolean isOver() {
    return over;
  }
}
