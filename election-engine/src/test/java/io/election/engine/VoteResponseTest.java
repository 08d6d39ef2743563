package io.election.engine;

import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Node.nanos;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.NODE_5;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node does with the answers to its requests for votes and pre-votes. */
class VoteResponseTest {

  @Test
  void majorityOfPreVotesMakesACandidateThatAsksWhileItsVoteIsBeingWritten() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.grants(0)))
        .containsExactly(
            store(1, 1),
            send(NODE_2, SELF.asksForVote(1, 2)),
            send(NODE_3, SELF.asksForVote(1, 2)));

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
    assertThat(node.view().term()).isZero();
  }

  @Test
  void inFiveNodesOnePreVoteIsNotEnoughAndTheSameTwiceNeither() {
    Node node = Node.among(5).started().turnedPreCandidate();

    assertThat(node.isAnswered(NODE_2.grants(0))).isEmpty();
    assertThat(node.isAnswered(NODE_2.grants(0))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(node.isAnswered(NODE_5.grants(0))).startsWith(store(1, 1));
    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void deniedPreVoteCountsForNothing() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.deniesVote(0))).isEmpty();
    assertThat(node.isAnswered(NODE_3.deniesVote(0))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  void preVoteGrantedByANodeThatIsInTheTermAlreadyCounts() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.grants(1))).startsWith(store(1, 1));

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void preCandidateThatIsBehindCatchesUpAndStopsAsking() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.deniesVote(7)))
        .containsExactly(store(7, null), wakeUpAt(1100));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void lateAnswerToAnEarlierRoundIsDroppedWithItsTerm() {
    Node node = Node.preCandidate();
    PeerRequest earlier = node.lastSentTo(NODE_2);
    node.at(1210).wakesUp();

    assertThat(node.isAnswered(2, earlier, NODE_2.grants(0))).isEmpty();
    assertThat(node.isAnswered(3, earlier, NODE_3.deniesVote(9))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(node.view().term()).isZero();
  }

  @Test
  void lateGrantOfAPreVoteIsNoVote() {
    Node node = Node.preCandidate();
    PeerRequest preVote = node.lastSentTo(NODE_3);
    node.turnedCandidate().stored();

    assertThat(node.isAnswered(3, preVote, NODE_3.grants(0))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void majorityOfVotesMakesALeaderWithoutALeaseYet() {
    Node node = Node.candidate();
    node.stored();

    assertThat(node.at(650).isAnswered(NODE_2.grants(1)))
        .containsExactly(
            send(NODE_2, SELF.heartbeat(1, 3, Set.of(2))),
            send(NODE_3, SELF.heartbeat(1, 3, Set.of(2))),
            wakeUpAt(750));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
    assertThat(node.view().leaderId()).isNull();
    assertThat(node.view().leadsAt(nanos(650))).isFalse();
  }

  @Test
  void votesOfOthersDoNotMakeALeaderBeforeItsOwnIsOnDisk() {
    Node node = Node.candidate();

    assertThat(node.isAnswered(NODE_2.grants(1))).isEmpty();
    assertThat(node.isAnswered(NODE_3.grants(1))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void inFiveNodesTwoVotesAreNotEnough() {
    Node node = Node.among(5).started().turnedPreCandidate().turnedCandidate();
    node.stored();

    assertThat(node.isAnswered(NODE_2.grants(1))).isEmpty();
    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);

    assertThat(node.isAnswered(NODE_3.grants(1))).hasSize(4);
    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void deniedVoteCountsForNothing() {
    Node node = Node.candidate();
    node.stored();

    assertThat(node.isAnswered(NODE_2.deniesVote(1))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void candidateThatIsBehindGivesUpAndCatchesUp() {
    Node node = Node.candidate();
    node.stored();

    assertThat(node.at(650).isAnswered(NODE_2.deniesVote(4)))
        .containsExactly(store(4, null), wakeUpAt(1150));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().term()).isEqualTo(1);
  }

  @Test
  void answerThatComesAfterTheCandidacyIsOverChangesNothing() {
    Node node = Node.candidate();
    node.stored();
    node.receives(NODE_3.heartbeat(1));

    assertThat(node.isAnswered(NODE_2.grants(1))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaderId()).isEqualTo(3);
  }

  @Test
  void answerInTheNameOfAnotherIsNotHeard() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(2, node.lastSentTo(NODE_2), NODE_3.grants(0))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  void refusalChangesNothing() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.refuses(Refusal.Reason.UNAVAILABLE, "busy"))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(node.view().contacts()).isEmpty();
  }

  @Test
  void answerOfTheWrongKindChangesNothing() {
    Node node = Node.preCandidate();

    assertThat(node.isAnswered(NODE_2.accepts(9))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }
}
