package io.election.simulator;

import io.election.simulator.invariant.Invariant;
import io.election.simulator.invariant.Invariants;
import io.election.simulator.invariant.WatchedCluster;
import java.util.List;
import java.util.function.Function;

/**
 * Who looks on while a cluster is simulated.
 *
 * @param trace records what happens
 * @param invariants what must hold in a cluster, each with an empty memory
 */
public record Onlookers(Trace trace, Function<WatchedCluster, List<Invariant>> invariants) {

  /** All invariants, and nobody who records anything. */
  public static Onlookers judging() {
    return recording(Trace.off());
  }

  /** All invariants, and this trace. */
  static Onlookers recording(Trace trace) {
    return new Onlookers(trace, Invariants::all);
  }
}
