package io.election.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.election.api.transport.Incarnation;
import org.junit.jupiter.api.Test;

/** A vote goes to one life of a member (rule D11). */
class VoteTest {

  private static final Incarnation INCARNATION = new Incarnation(88, 5, 99);

  @Test
  void voteIsForOneLifeOfOneMember() {
    Vote vote = new Vote(2, INCARNATION);

    assertThat(vote).isEqualTo(new Vote(2, new Incarnation(88, 5, 99)));
    assertThat(vote).isNotEqualTo(new Vote(1, INCARNATION));
    assertThat(vote).isNotEqualTo(new Vote(2, new Incarnation(87, 5, 99)));
    assertThat(vote).isNotEqualTo(new Vote(2, new Incarnation(88, 6, 99)));
    assertThat(vote).isNotEqualTo(new Vote(2, new Incarnation(88, 5, 98)));
  }

  @Test
  void noNodeIdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vote(0, INCARNATION))
        .withMessage("a vote goes to a node id from 1, not to 0");
  }
}
