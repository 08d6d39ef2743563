package io.election.simulator;

import io.election.api.transport.VoteRequest;
import java.util.SplittableRandom;

/**
 * Requests for real votes are slow, everything else is fast: candidates of several terms are under
 * way at a time, and a vote is asked for that nobody would be promised any more (rule P3). In the
 * end everything is fast, and one node has to lead (rule V1).
 */
public final class LateVotesTrial implements Trial {

  private static final int TIMEOUTS_OF_LATENESS = 60;
  private static final int LONGEST_APART = 10;

  @Override
  public Outcome run(SplittableRandom random, Onlookers onlookers) {
    Setting setting = Setting.drawn(random).ofSize(random.nextBoolean() ? 3 : 5);
    SimulatedCluster cluster = new SimulatedCluster(setting, random.split(), onlookers);
    cluster.start();
    cluster
        .network()
        .slowDown(
            LateVotesTrial::asksForARealVote,
            (long) (setting.timeoutMaxNanos() * random.nextDouble(0.5, 4)));
    for (int waited = 0; waited < TIMEOUTS_OF_LATENESS; waited++) {
      keepApart(cluster, random);
      cluster.run(random.nextLong(2 * setting.timeoutMaxNanos()));
      cluster.leader().ifPresent(leader -> replace(leader, cluster, random));
    }
    cluster.run(LONGEST_APART * setting.timeoutMaxNanos());
    cluster.network().calmDown();
    Convergence.await(cluster, ChaosTrial.TIMEOUTS_TO_CONVERGE);
    return Outcome.of(cluster);
  }

  /** Two nodes do not hear each other for a while: neither learns of the other's term. */
  private static void keepApart(SimulatedCluster cluster, SplittableRandom random) {
    int one = 1 + random.nextInt(cluster.nodes().size());
    int other = 1 + random.nextInt(cluster.nodes().size());
    FaultyNetwork network = cluster.network();
    network.cut(one, other);
    network.cut(other, one);
    cluster
        .agenda()
        .after(
            random.nextLong(LONGEST_APART * cluster.setting().timeoutMaxNanos()),
            () -> {
              network.mend(one, other);
              network.mend(other, one);
            });
  }

  private static boolean asksForARealVote(Message message) {
    return message.response() == null
        && message.request() instanceof VoteRequest request
        && !request.preVote();
  }

  private static void replace(
      SimulatedNode leader, SimulatedCluster cluster, SplittableRandom random) {
    leader.standStill();
    cluster.agenda().after(random.nextLong(cluster.setting().timeoutMaxNanos()), leader::goOn);
  }
}
