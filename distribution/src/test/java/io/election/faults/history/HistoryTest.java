package io.election.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.simulator.invariant.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge of the fault tests, on histories made by hand. */
class HistoryTest {

  @Test
  void aLeadershipThatIsHandedOnIsLegal() {
    assertThat(
            violations(
                leader(1, 0, 10, 3),
                follower(2, 0, 11, 3, 1, 1),
                follower(1, 20, 30, 3, 1, null),
                leader(2, 31, 40, 4),
                follower(1, 41, 50, 4, 2, 2)))
        .isEmpty();
  }

  @Test
  void twoLeadersOfOneTermAreSeen() {
    assertThat(violations(leader(1, 0, 10, 3), leader(2, 20, 30, 3)))
        .singleElement()
        .asString()
        .contains("nodes 1 and 2 both lead in term 3");
  }

  @Test
  void aFollowerOfAnotherLeaderOfTheTermIsSeen() {
    assertThat(violations(leader(1, 0, 10, 3), follower(3, 20, 30, 3, null, 2)))
        .singleElement()
        .asString()
        .contains("nodes 1 and 2 both lead in term 3");
  }

  @Test
  void aSecondVoteInATermIsSeen() {
    assertThat(violations(follower(1, 0, 10, 3, 2, null), follower(1, 20, 30, 3, 4, null)))
        .singleElement()
        .asString()
        .contains("voted for node 2 and for node 4 in term 3");
  }

  @Test
  void votesOfOtherNodesAndTermsAreLegal() {
    assertThat(
            violations(
                follower(1, 0, 10, 3, 2, null),
                follower(3, 0, 10, 3, 4, null),
                follower(1, 20, 30, 4, 4, null),
                follower(1, 40, 50, 4, null, null)))
        .isEmpty();
  }

  @Test
  void aTermThatFallsIsSeen() {
    assertThat(violations(follower(1, 0, 10, 3, null, null), follower(1, 20, 30, 2, null, null)))
        .singleElement()
        .asString()
        .contains("the node's term fell");
  }

  @Test
  void aTermMayFallWithTheRecordThatHeldIt() {
    History history = new History();
    history.add(follower(1, 0, 10, 3, 2, null));
    history.recordLost(Answer.UNKNOWN, 15);
    history.add(follower(1, 20, 30, 2, null, null));
    history.add(leader(1, 40, 50, 3));
    history.add(leader(2, 60, 70, 3));

    assertThat(history.violations())
        .singleElement()
        .asString()
        .contains("nodes 1 and 2 both lead in term 3");
  }

  @Test
  void answersThatOverlapMayComeInEitherOrder() {
    assertThat(
            violations(
                follower(1, 5, 10, 3, null, null),
                follower(1, 0, 20, 2, null, null),
                leader(2, 15, 30, 4),
                leader(3, 25, 40, 3),
                leader(4, 30, 50, 3)))
        .containsExactly("Raft §5.2: nodes 3 and 4 both lead in term 3");
  }

  @Test
  void aLeaderOfThePastIsSeen() {
    assertThat(violations(leader(1, 0, 10, 3), leader(2, 20, 30, 4), leader(1, 31, 40, 3)))
        .singleElement()
        .asString()
        .contains("a leader of the past still leads");
  }

  @Test
  void aLeaderOfThePastIsSeenAlsoAfterAnswersThatOverlapIt() {
    assertThat(violations(leader(2, 20, 30, 4), leader(3, 35, 45, 5), leader(1, 40, 50, 3)))
        .singleElement()
        .asString()
        .contains("after " + leader(2, 20, 30, 4));
  }

  @Test
  void answersAreJudgedByTheirReturnHoweverTheyWereWrittenDown() {
    assertThat(violations(leader(1, 31, 40, 3), leader(2, 20, 30, 4))).hasSize(1);
  }

  private static List<String> violations(Answer... answers) {
    History history = new History();
    List.of(answers).forEach(history::add);
    return history.violations();
  }

  private static Answer leader(int node, long invoked, long returned, long term) {
    return new Answer(node, invoked, returned, term, node, node, true);
  }

  private static Answer follower(
      int node,
      long invoked,
      long returned,
      long term,
      @Nullable Integer votedFor,
      @Nullable Integer leaderId) {
    return new Answer(node, invoked, returned, term, votedFor, leaderId, false);
  }
}
