package io.election.simulator;

import java.util.SplittableRandom;

/**
 * Chaos among members with timings of their own, which restarts change: no promise may be over
 * before the lease that a leader builds on it (rules L5, D2, D5, D8).
 */
public final class OwnTimingsTrial implements Trial {

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = OwnTimings.makeRoom(Setting.drawn(random)).withWitnesses(random);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    OwnTimings timings = new OwnTimings(cluster, random.split());
    timings.drawForEach();
    Chaos chaos = new Chaos(cluster, random.split()).with(timings::restartOneWithOthers);
    return ChaosTrial.endure(
        cluster, chaos, random.split(), OwnTimings.usual(ChaosTrial.TIMEOUTS_TO_CONVERGE));
  }
}
