package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import org.junit.jupiter.api.Test;

/** What a node answers to "would you vote for me?", and that this changes nothing (rule P1). */
class PreVoteRequestTest {

  @Test
  void freeNodeWould() {
    Node node = Node.follower(0, null);

    assertThat(node.at(100).receives(NODE_2.asksForPreVote(1)))
        .containsExactly(reply(SELF.grants(0)));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().term()).isZero();
    assertThat(node.view().votedFor()).isNull();
  }

  @Test
  void everyCandidateIsToldSo() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForPreVote(1));

    assertThat(node.receives(NODE_3.asksForPreVote(1))).containsExactly(reply(SELF.grants(0)));
  }

  @Test
  void answeringMovesNoTimer() {
    Node node = Node.follower(0, null);
    node.at(599).receives(NODE_2.asksForPreVote(1));

    assertThat(node.at(600).wakesUp()).contains(send(NODE_2, SELF.asksForPreVote(1, 1)));
  }

  @Test
  void earlierTermIsDenied() {
    Node node = Node.follower(5, null);

    assertThat(node.receives(NODE_2.asksForPreVote(4))).containsExactly(reply(SELF.deniesVote(5)));
  }

  @Test
  void termWhoseVoteIsGivenIsDenied() {
    Node node = Node.follower(5, 3);

    assertThat(node.receives(NODE_2.asksForPreVote(5))).containsExactly(reply(SELF.deniesVote(5)));
  }

  @Test
  void termWhoseVoteIsFreeIsGranted() {
    Node node = Node.follower(5, null);

    assertThat(node.receives(NODE_2.asksForPreVote(5))).containsExactly(reply(SELF.grants(5)));
  }

  @Test
  void followerIsLoyalToALeaderThatItHasHeardWithinTheShortestTimeout() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(599).receives(NODE_3.asksForPreVote(2)))
        .containsExactly(reply(SELF.deniesVote(1, 1)));
    assertThat(node.at(600).receives(NODE_3.asksForPreVote(2)))
        .containsExactly(reply(SELF.grants(1)));

    assertThat(node.view().leaderId()).isEqualTo(2);
  }

  @Test
  void leaderItselfMayAskItsFollowers() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(NODE_2.asksForPreVote(2)))
        .containsExactly(reply(SELF.grants(1)));
  }

  @Test
  void leaderWithALeaseDenies() {
    Node node = Node.leader();

    assertThat(node.at(650).receives(NODE_3.asksForPreVote(2)))
        .containsExactly(reply(SELF.deniesVote(1)));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void leaderWithoutALeaseYetStaysLeaderAndWould() {
    Node node = Node.electedLeader();

    assertThat(node.at(650).receives(NODE_3.asksForPreVote(2)))
        .containsExactly(reply(SELF.grants(1)));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void preCandidatesWouldVoteForEachOther() {
    Node node = Node.preCandidate();

    assertThat(node.receives(NODE_3.asksForPreVote(1))).containsExactly(reply(SELF.grants(0)));

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  void restartedNodeDeniesUntilItsForgottenPromiseHasRunOut() {
    Node node = Node.restarted(4, null).started();

    assertThat(node.at(499).receives(NODE_2.asksForPreVote(5)))
        .containsExactly(reply(SELF.deniesVote(4, 1)));
    assertThat(node.at(500).receives(NODE_2.asksForPreVote(5)))
        .containsExactly(reply(SELF.grants(4)));
  }

  @Test
  void answerWaitsForNoWriteAndShowsTheTermOnDisk() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForVote(1));

    assertThat(node.receives(NODE_3.asksForPreVote(1))).containsExactly(reply(SELF.deniesVote(0)));
    assertThat(node.receives(NODE_3.asksForPreVote(2))).containsExactly(reply(SELF.grants(0)));
  }

  @Test
  void nodeWithAFailedStoreDenies() {
    Node node = Node.candidate();
    node.storeFails("disk full");

    assertThat(node.receives(NODE_2.asksForPreVote(2))).containsExactly(reply(SELF.deniesVote(0)));
  }
}
