package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BallotTest {

  @Test
  void majorityWins() {
    Ballot ballot = new Ballot(4, 2);

    ballot.count(1);
    assertThat(ballot.isWon()).isFalse();
    ballot.count(3);
    assertThat(ballot.isWon()).isTrue();
  }

  @Test
  void voteThatComesTwiceCountsOnce() {
    Ballot ballot = new Ballot(4, 2);

    ballot.count(3);
    ballot.count(3);

    assertThat(ballot.isWon()).isFalse();
  }

  @Test
  void knowsItsRound() {
    Ballot ballot = new Ballot(4, 2);

    assertThat(ballot.isOf(4)).isTrue();
    assertThat(ballot.isOf(3)).isFalse();
    assertThat(ballot.isOf(5)).isFalse();
  }
}
