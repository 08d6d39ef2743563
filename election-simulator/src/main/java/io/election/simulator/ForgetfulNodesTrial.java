package io.election.simulator;

import java.util.SplittableRandom;

/**
 * Chaos among nodes whose directories are lost or come back as older copies: what a node promised
 * holds all the same (rules L5, D8, D10).
 */
public final class ForgetfulNodesTrial implements Trial {

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).withWitnesses(random);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    MemoryFaults memory = new MemoryFaults(cluster, random.split());
    memory.begin();
    Chaos chaos = new Chaos(cluster, random.split()).with(memory::forgetOne);
    return ChaosTrial.endure(cluster, chaos, random.split(), ChaosTrial.TIMEOUTS_TO_CONVERGE);
  }
}
