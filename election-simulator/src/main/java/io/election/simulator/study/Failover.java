package io.election.simulator.study;

/**
 * How one crashed leader was replaced: four stages, one after the other, in nanoseconds.
 *
 * @param detectionNanos from the crash until the later winner asks for the pre-votes that make it
 *     stand; rounds that failed before are in here
 * @param preVoteNanos until it stands for election
 * @param voteNanos until a majority has elected it
 * @param leaseNanos until it has its first lease and so begins to lead (rule L1)
 * @param rounds how often the node that asked most often had to ask for pre-votes
 * @param terms how many terms it took
 */
public record Failover(
    long detectionNanos,
    long preVoteNanos,
    long voteNanos,
    long leaseNanos,
    int rounds,
    long terms) {

  /** From the crash to the next valid leadership. */
  public long totalNanos() {
    return detectionNanos + preVoteNanos + voteNanos + leaseNanos;
  }

  /**
   * What is left without the stages that plain Raft (Raft §5.2) does not have: no pre-vote, no
   * lease.
   */
  public long plainNanos() {
    return detectionNanos + voteNanos;
  }

  /** Whether nobody was elected at the first attempt. */
  public boolean neededSecondRound() {
    return rounds > 1 || terms > 1;
  }
}
