package io.election.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.election.api.transport.Incarnation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The only moves that a record can make (rules T1, T3, D3, D11). */
class PersistentStateTest {

  private static final long DIRECTORY = 77;
  private static final Set<Integer> MEMBERS = Set.of(1, 2, 3);
  private static final Vote SECOND = new Vote(2, new Incarnation(88, 5, 99));
  private static final PersistentState FREE =
      new PersistentState(DIRECTORY, 4, MEMBERS, 3, null, 1024);
  private static final PersistentState GIVEN =
      new PersistentState(DIRECTORY, 4, MEMBERS, 3, SECOND, 1024);

  @Test
  void nodeThatStartsForTheFirstTimeHasGivenNoVoteAndMadeNoPromise() {
    assertThat(PersistentState.firstStart(DIRECTORY, MEMBERS))
        .isEqualTo(new PersistentState(DIRECTORY, 1, MEMBERS, 0, null, 0));
  }

  @Test
  void laterTermComesWithAFreeVote() {
    assertThat(GIVEN.advanceTo(5))
        .isEqualTo(new PersistentState(DIRECTORY, 4, MEMBERS, 5, null, 1024));
  }

  @Test
  void termNeverGoesBackNorStays() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GIVEN.advanceTo(3))
        .withMessage("cannot move from term 3 to 3");
    assertThatIllegalStateException().isThrownBy(() -> GIVEN.advanceTo(2));
  }

  @Test
  void freeVoteIsGivenInThePresentTerm() {
    assertThat(FREE.votedFor()).isNull();
    assertThat(FREE.voteFor(SECOND)).isEqualTo(GIVEN);
    assertThat(GIVEN.votedFor()).isEqualTo(2);
  }

  @Test
  void voteIsGivenOnce() {
    Vote first = new Vote(1, SECOND.incarnation());

    assertThat(GIVEN.voteFor(SECOND)).isEqualTo(GIVEN);
    assertThatIllegalStateException()
        .isThrownBy(() -> GIVEN.voteFor(first))
        .withMessage("the vote of term 3 went to node 2, not 1");
  }

  @Test
  void voteForOneLifeIsNoneForTheNext() {
    Vote nextLife = new Vote(2, new Incarnation(88, 6, 99));

    assertThatIllegalStateException().isThrownBy(() -> GIVEN.voteFor(nextLife));
  }

  @Test
  void nextStartIsCountedAndChangesNothingElse() {
    assertThat(GIVEN.nextStart())
        .isEqualTo(new PersistentState(DIRECTORY, 5, MEMBERS, 3, SECOND, 1024));
  }

  @Test
  void startsAreNotCountedFromTheBeginningAgain() {
    PersistentState last = GIVEN.startedAtLeast(Long.MAX_VALUE);

    assertThat(last.wasLastStart()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(last::nextStart)
        .withMessage("no start can be counted after 9223372036854775807");
    assertThat(GIVEN.wasLastStart()).isFalse();
  }

  @Test
  void startsThatWereHeardOfCountButNeverTakeAnyBack() {
    assertThat(GIVEN.startedAtLeast(9))
        .isEqualTo(new PersistentState(DIRECTORY, 9, MEMBERS, 3, SECOND, 1024));
    assertThat(GIVEN.startedAtLeast(4)).isEqualTo(GIVEN);
    assertThat(GIVEN.startedAtLeast(3)).isEqualTo(GIVEN);
  }

  @Test
  void promiseCapIsRaisedAndLowered() {
    assertThat(GIVEN.withPromiseCap(10_000))
        .isEqualTo(new PersistentState(DIRECTORY, 4, MEMBERS, 3, SECOND, 10_000));
    assertThat(GIVEN.withPromiseCap(0))
        .isEqualTo(new PersistentState(DIRECTORY, 4, MEMBERS, 3, SECOND, 0));
  }

  @Test
  void voteIsThatOfAnotherRecordWhateverElseThatSays() {
    assertThat(GIVEN.hasVoteOf(GIVEN.nextStart().withPromiseCap(2048))).isTrue();
  }

  @Test
  void voteIsNotThatOfAnotherTermOrCandidateOrOfNone() {
    PersistentState nextLife = FREE.voteFor(new Vote(2, new Incarnation(88, 6, 99)));

    assertThat(GIVEN.hasVoteOf(FREE.advanceTo(4).voteFor(SECOND))).isFalse();
    assertThat(GIVEN.hasVoteOf(nextLife)).isFalse();
    assertThat(GIVEN.hasVoteOf(FREE)).isFalse();
    assertThat(FREE.hasVoteOf(GIVEN)).isFalse();
    assertThat(FREE.hasVoteOf(FREE)).isFalse();
  }

  @Test
  void membersDoNotChangeWithTheSetThatTheyCameIn() {
    Set<Integer> members = new HashSet<>(MEMBERS);
    PersistentState state = PersistentState.firstStart(DIRECTORY, members);
    members.add(4);

    assertThat(state.members()).isEqualTo(MEMBERS);
  }

  @Test
  void valuesOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(DIRECTORY, 0, MEMBERS, 3, null, 0))
        .withMessage("starts must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(DIRECTORY, 1, Set.of(), 3, null, 0))
        .withMessage("members must be node ids from 1: []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(DIRECTORY, 1, Set.of(0), 3, null, 0))
        .withMessage("members must be node ids from 1: [0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(DIRECTORY, 1, MEMBERS, -1, null, 0))
        .withMessage("term must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PersistentState(DIRECTORY, 1, MEMBERS, Long.MAX_VALUE, null, 0))
        .withMessage("term must be less than 9223372036854775807");
    for (long promiseCapMillis : Arrays.asList(-1L, 10_001L)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new PersistentState(DIRECTORY, 1, MEMBERS, 3, null, promiseCapMillis))
          .withMessage("promiseCapMillis must be 0 to 10000: " + promiseCapMillis);
    }
  }
}
