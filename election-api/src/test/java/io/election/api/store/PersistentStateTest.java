package io.election.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** The only moves that term and vote can make (rules T1, T3). */
class PersistentStateTest {

  @Test
  void nodeThatNeverSawATermHasGivenNoVote() {
    assertThat(PersistentState.INITIAL.term()).isZero();
    assertThat(PersistentState.INITIAL.votedFor()).isNull();
  }

  @Test
  void laterTermComesWithAFreeVote() {
    assertThat(new PersistentState(3, 2).advanceTo(5)).isEqualTo(new PersistentState(5, null));
  }

  @Test
  void termNeverGoesBackNorStays() {
    PersistentState state = new PersistentState(3, 2);

    assertThatIllegalStateException()
        .isThrownBy(() -> state.advanceTo(3))
        .withMessage("cannot move from term 3 to 3");
    assertThatIllegalStateException().isThrownBy(() -> state.advanceTo(2));
  }

  @Test
  void freeVoteIsGivenInThePresentTerm() {
    assertThat(new PersistentState(3, null).voteFor(2)).isEqualTo(new PersistentState(3, 2));
  }

  @Test
  void voteIsGivenOnce() {
    PersistentState state = new PersistentState(3, 2);

    assertThat(state.voteFor(2)).isEqualTo(state);
    assertThatIllegalStateException()
        .isThrownBy(() -> state.voteFor(1))
        .withMessage("the vote of term 3 went to node 2, not 1");
  }

  @Test
  void valuesOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(-1, null))
        .withMessage("term must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(Long.MAX_VALUE, null))
        .withMessage("term must be less than 9223372036854775807");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(1, 0))
        .withMessage("votedFor must be a node id from 1: 0");
  }
}
