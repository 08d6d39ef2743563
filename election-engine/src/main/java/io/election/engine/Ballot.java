package io.election.engine;

import java.util.HashSet;
import java.util.Set;

/** The votes of one round of asking. A vote that comes twice counts once. */
final class Ballot {

  private final long round;
  private final int majority;
  private final Set<Integer> voters = new HashSet<>();

  Ballot(long round, int majority) {
    this.round = round;
    this.majority = majority;
  }

  /** A late answer to an earlier round is no answer to this one (rule P1). */
  boolean isOf(long answeredRound) {
    return round == answeredRound;
  }

  void count(int voter) {
    voters.add(voter);
  }

  boolean has(int voter) {
    return voters.contains(voter);
  }

  /** Raft §5.2: a candidate wins with votes from a majority of the members. */
  boolean isWon() {
    return voters.size() >= majority;
  }
}
