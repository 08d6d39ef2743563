package io.election.cli.simulate;

import io.election.engine.Timings;
import io.election.simulator.study.CalmStudy;
import io.election.simulator.study.Conditions;
import io.election.simulator.study.Failover;
import io.election.simulator.study.FailoverStudy;
import io.election.simulator.study.Sample;
import io.election.simulator.study.TimingAdvice.Advice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code simulate} found out.
 *
 * @param conditions of the cluster
 * @param timings that were asked about
 * @param seed of all trials
 * @param failover what a crash of the leader costs
 * @param stability false elections and better timings; null if nobody wants to know
 */
record Expectation(
    Conditions conditions,
    Timings timings,
    long seed,
    FailoverStudy.Result failover,
    @Nullable Stability stability) {

  /**
   * What takes simulated hours to find out.
   *
   * @param calm the false elections with the timings that were asked about
   * @param mostADay how many a day are fine
   * @param advice the recommended timings; empty if none of those that were tried will do
   */
  record Stability(CalmStudy.Result calm, double mostADay, Optional<Advice> advice) {}

  Sample total() {
    return Sample.of(failover.failovers(), Failover::totalNanos);
  }

  /** Calls are given up that long round trips do not fit in; the simulator does not do that. */
  boolean roundTripsFitCalls() {
    return 1.5 * conditions.roundTrips().longestNanos() <= timings.rpcTimeout().toNanos();
  }
}
