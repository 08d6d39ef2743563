package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.transport.VoteRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BallotTest {

  @Test
  void majorityWins() {
    Ballot ballot = ballotOfRound(4);

    ballot.count(1);
    assertThat(ballot.isWon()).isFalse();
    ballot.count(3);
    assertThat(ballot.isWon()).isTrue();
  }

  @Test
  void voteThatComesTwiceCountsOnce() {
    Ballot ballot = ballotOfRound(4);

    ballot.count(3);
    ballot.count(3);

    assertThat(ballot.isWon()).isFalse();
  }

  @Test
  void knowsItsRound() {
    Ballot ballot = ballotOfRound(4);

    assertThat(ballot.isOf(4)).isTrue();
    assertThat(ballot.isOf(3)).isFalse();
    assertThat(ballot.isOf(5)).isFalse();
  }

  private static Ballot ballotOfRound(long round) {
    return new Ballot(
        new VoteRequest(Peer.SELF.sender(), 7, round, true), new Quorum(Set.of(1, 2, 3)));
  }
}
