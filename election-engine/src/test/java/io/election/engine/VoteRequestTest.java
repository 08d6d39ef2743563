package io.election.engine;

import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import org.junit.jupiter.api.Test;

/** What a node answers to a request for its vote (Raft §5.2). */
class VoteRequestTest {

  @Test
  void voteIsGivenOnceItIsOnDisk() {
    Node node = Node.follower(0, null);

    assertThat(node.at(100).receives(NODE_2.asksForVote(1))).containsExactly(store(1, 2));
    assertThat(node.view().term()).isZero();
    assertThat(node.view().votedFor()).isNull();

    assertThat(node.at(120).stored()).containsExactly(reply(SELF.grants(1)), wakeUpAt(730));
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().term()).isEqualTo(1);
    assertThat(node.view().votedFor()).isEqualTo(2);
  }

  @Test
  void candidateOfAnEarlierTermIsDenied() {
    Node node = Node.follower(5, null);

    assertThat(node.receives(NODE_2.asksForVote(4))).containsExactly(reply(SELF.deniesVote(5)));

    assertThat(node.view().votedFor()).isNull();
  }

  @Test
  void secondCandidateOfATermIsDenied() {
    Node node = Node.follower(5, 3);

    assertThat(node.receives(NODE_2.asksForVote(5))).containsExactly(reply(SELF.deniesVote(5)));

    assertThat(node.view().votedFor()).isEqualTo(3);
  }

  @Test
  void candidateThatAsksAgainHasTheVoteStill() {
    Node node = Node.follower(5, 2);

    assertThat(node.at(100).receives(NODE_2.asksForVote(5)))
        .containsExactly(reply(SELF.grants(5)), wakeUpAt(710));
  }

  @Test
  void freeVoteOfThePresentTermIsGiven() {
    Node node = Node.follower(5, null);

    assertThat(node.at(100).receives(NODE_2.asksForVote(5))).containsExactly(store(5, 2));
    assertThat(node.at(110).stored()).containsExactly(reply(SELF.grants(5)), wakeUpAt(720));
  }

  @Test
  void rivalIsDeniedAtOnce() {
    Node node = Node.follower(0, null);
    node.at(100).receives(1, NODE_2.asksForVote(1));

    assertThat(node.receives(2, NODE_3.asksForVote(1)))
        .containsExactly(new Effect.Reply(2, SELF.deniesVote(0)));

    assertThat(node.stored()).containsExactly(new Effect.Reply(1, SELF.grants(1)), wakeUpAt(710));
  }

  @Test
  void requestOfALaterTermIsConsideredAfterTheOneBefore() {
    Node node = Node.follower(0, null);
    node.at(100).receives(1, NODE_2.asksForVote(1));
    node.receives(2, NODE_3.asksForVote(2));

    assertThat(node.stored()).containsExactly(store(2, 3), new Effect.Reply(1, SELF.grants(1)));
    assertThat(node.stored()).containsExactly(new Effect.Reply(2, SELF.grants(2)), wakeUpAt(720));
  }

  @Test
  void voteOfATermThatIsOverBeforeItIsWrittenIsDeniedInTheTermThatIsShown() {
    Node node = Node.follower(0, null);
    node.at(100).receives(1, NODE_2.asksForVote(1));
    node.receives(2, NODE_3.asksForVote(2));
    node.receives(3, NODE_2.asksForVote(3));

    assertThat(node.stored()).containsExactly(store(3, 2), new Effect.Reply(1, SELF.grants(1)));

    assertThat(node.stored())
        .containsExactly(
            new Effect.Reply(2, SELF.deniesVote(3)),
            new Effect.Reply(3, SELF.grants(3)),
            wakeUpAt(720));
    assertThat(node.view().term()).isEqualTo(3);
  }

  @Test
  void followerIsLoyalToALeaderThatItHasHeardWithinTheShortestTimeout() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(599).receives(NODE_3.asksForVote(2)))
        .containsExactly(reply(SELF.deniesVote(1, 1)));

    assertThat(node.view().term()).isEqualTo(1);
    assertThat(node.view().leaderId()).isEqualTo(2);
  }

  @Test
  void loyaltyEndsWithTheShortestTimeout() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(600).receives(NODE_3.asksForVote(2)))
        .containsExactly(store(2, 3), noLeaderKnown(1, Role.FOLLOWER, "node 3 is in term 2"));
    assertThat(node.stored()).containsExactly(reply(SELF.grants(2)), wakeUpAt(1220));
  }

  @Test
  void leaderItselfMayAskItsFollowers() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(NODE_2.asksForVote(2)))
        .containsExactly(
            store(2, 2), noLeaderKnown(1, Role.FOLLOWER, "node 2 is in term 2"), wakeUpAt(700));
  }

  @Test
  void leaderWithALeaseDeniesAndKeepsItsTerm() {
    Node node = Node.leader();

    assertThat(node.at(650).receives(NODE_3.asksForVote(9)))
        .containsExactly(reply(SELF.deniesVote(1)));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
    assertThat(node.view().term()).isEqualTo(1);
  }

  @Test
  void leaderWithoutALeaseYetGivesWay() {
    Node node = Node.electedLeader();

    assertThat(node.at(650).receives(NODE_3.asksForVote(2)))
        .containsExactly(store(2, 3), wakeUpAt(1150));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void candidateDeniesItsRival() {
    Node node = Node.candidate();
    node.stored();

    assertThat(node.receives(NODE_3.asksForVote(1))).containsExactly(reply(SELF.deniesVote(1)));

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void preCandidateVotesForWhoStandsAlready() {
    Node node = Node.preCandidate();

    assertThat(node.receives(NODE_3.asksForVote(1))).containsExactly(store(1, 3), wakeUpAt(1100));
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);

    assertThat(node.stored()).containsExactly(reply(SELF.grants(1)), wakeUpAt(1220));
  }

  @Test
  void restartedNodeDeniesUntilItsForgottenPromiseHasRunOut() {
    Node node = Node.restarted(4, null).started();

    assertThat(node.at(499).receives(NODE_2.asksForVote(5)))
        .containsExactly(reply(SELF.deniesVote(4, 1)));
    assertThat(node.at(500).receives(NODE_2.asksForVote(5))).containsExactly(store(5, 2));
  }

  @Test
  void nodeWithAFailedStoreDeniesAtOnce() {
    Node node = Node.candidate();
    node.storeFails("disk full");

    assertThat(node.receives(NODE_2.asksForVote(2))).containsExactly(reply(SELF.deniesVote(0)));
  }
}
