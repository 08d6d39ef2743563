package io.election.simulator;

import java.util.SplittableRandom;

/** Something done to a cluster, with a judgement of its own besides the invariants. */
public interface Trial {

  /**
   * Runs it from beginning to end.
   *
   * @param random the only source of chance
   * @param onlookers who looks on
   * @return what came out of it
   * @throws io.election.simulator.invariant.Violation if something does not hold
   */
  Outcome run(SplittableRandom random, Onlookers onlookers);

  /**
   * What came out of a trial in which everything held.
   *
   * @param nodes of how many the cluster was
   * @param leaderships how often a node began to lead
   * @param steps how many inputs all nodes took in
   * @param simulatedNanos how much time passed in it
   * @param fingerprint stands for the whole course of events
   */
  record Outcome(int nodes, long leaderships, long steps, long simulatedNanos, long fingerprint) {

    /** The outcome up to now. */
    static Outcome of(SimulatedCluster cluster) {
      return new Outcome(
          cluster.setting().size(),
          cluster.leaderships(),
          cluster.steps(),
          cluster.agenda().now(),
          cluster.fingerprint());
    }
  }
}
