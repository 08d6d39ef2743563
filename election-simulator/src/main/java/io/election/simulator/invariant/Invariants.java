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
   * @param clusterId the cluster that is watched
   * @param size how many members it has, with ids from 1
   */
  public static List<Invariant> all(String clusterId, int size) {
    return List.of(
        new OneLeaderATerm(),
        new OneVoteATerm(),
        new VisibleTermsNeverFall(),
        new OneLeaseAtATime(),
        new LeaderTermsRise(),
        new DurableBeforeItLeaves(),
        new LeadershipAlternates(),
        new PreVotesChangeNothing(),
        new ForeignMessagesChangeNothing(clusterId, size));
  }
}
