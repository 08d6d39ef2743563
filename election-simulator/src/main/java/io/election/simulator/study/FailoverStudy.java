package io.election.simulator.study;

import io.election.engine.Timings;
import io.election.simulator.SimulatedCluster;
import io.election.simulator.SimulatedNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Crashes the leader of a settled cluster, each time of a new one, and measures until another
 * leads.
 */
public final class FailoverStudy {

  private static final int MOST_TIMEOUTS = 1000;

  private final Conditions conditions;
  private final Timings timings;

  /**
   * @param conditions of the cluster
   * @param timings of its elections
   */
  public FailoverStudy(Conditions conditions, Timings timings) {
    this.conditions = conditions;
    this.timings = timings;
  }

  /**
   * What came out.
   *
   * @param failovers one for each crash after which another node led
   * @param withoutLeader in how many trials nobody led, before or after the crash, for a time far
   *     longer than any timeout
   */
  public record Result(List<Failover> failovers, int withoutLeader) {

    /** The share of fail-overs in which nobody was elected at the first attempt. */
    public double secondRounds() {
      long needed = failovers.stream().filter(Failover::neededSecondRound).count();
      return (double) needed / failovers.size();
    }

    /** The share of fail-overs that took more than one term: a split vote. */
    public double splitVotes() {
      long split = failovers.stream().filter(failover -> failover.terms() > 1).count();
      return (double) split / failovers.size();
    }
  }

  /** Runs so many trials. */
  public Result run(long seed, int trials, Workforce workforce) {
    List<Failover> failovers =
        workforce.run("leader crashes", seed, trials, this::crashOneLeader).stream()
            .flatMap(Optional::stream)
            .toList();
    return new Result(failovers, trials - failovers.size());
  }

  private Optional<Failover> crashOneLeader(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedCluster cluster = conditions.cluster(timings, random);
    if (!Settled.start(cluster)) {
      return Optional.empty();
    }
    // At any instant between two rounds of heartbeats.
    cluster.run(random.nextLong(timings.timeoutMax().toNanos()));
    return cluster.leader().flatMap(leader -> crash(cluster, leader));
  }

  /** Crashes this leader now and waits for the next. */
  static Optional<Failover> crash(SimulatedCluster cluster, SimulatedNode leader) {
    long term = Objects.requireNonNull(leader.view()).term();
    FailoverWatch watch = new FailoverWatch(cluster.agenda(), term);
    leader.crash();
    cluster.afterEveryEffect(watch);
    long timeout = cluster.setting().timeoutMaxNanos();
    for (int waited = 0; waited < MOST_TIMEOUTS && watch.failover().isEmpty(); waited++) {
      cluster.run(timeout);
    }
    return watch.failover();
  }
}
