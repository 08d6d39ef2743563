package io.election.simulator.invariant;

import java.util.List;

/** The invariants that hold always and everywhere. */
public final class Invariants {

  private Invariants() {}

  /**
   * Those that can be judged by answers alone that took their time, as of a real cluster; each with
   * an empty memory.
   */
  public static List<Invariant> ofAnswers() {
    return List.of(
        new OneLeaderATerm(),
        new OneVoteATerm(),
        new VisibleTermsNeverFall(),
        new LeaderTermsRise());
  }

  /**
   * All of them, each with an empty memory.
   *
   * @param cluster the cluster that is watched
   */
  public static List<Invariant> all(WatchedCluster cluster) {
    return List.of(
        new OneLeaderATerm(),
        new OneVoteATerm(),
        new VisibleTermsNeverFall(),
        new OneLeaseAtATime(),
        new LeadershipIsOneStretch(),
        new LeaderTermsRise(),
        new DurableBeforeItLeaves(),
        new LeadershipAlternates(),
        new PromisesAreKept(),
        new PromisesAreOnRecord(),
        new WishesAreAnswered(cluster),
        new WorkEndsBeforeTheNextLease(),
        new TargetsStandAfterTheLease(cluster),
        new TargetsCanLead(cluster),
        new HandOversEndWithTheirTerm(),
        new WitnessesDoNotStand(cluster));
  }
}
