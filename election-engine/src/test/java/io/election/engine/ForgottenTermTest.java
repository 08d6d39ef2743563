package io.election.engine;

import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.store;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that was restored from an old copy, or lost, is noticed by what peers remember (T6). */
class ForgottenTermTest {

  private static final Refusal REFUSAL =
      SELF.refuses(
          Refusal.Reason.FORGOTTEN_TERM,
          "node 1 remembers term 5, but node 2 has heard it in term 8: its data directory is lost or"
              + " an old copy; it gives no vote up to that term");

  @Test
  void nodeThatForgotATermRefusesAndCatchesUp() {
    Node node = Node.follower(5, null);

    assertThat(node.at(100).receives(NODE_2.heartbeat(9).to(new Recipient(8, null))))
        .contains(store(8, 1), reply(REFUSAL));

    node.stored();
    assertThat(node.view().term()).isEqualTo(8);
    assertThat(node.view().leaderId()).isNull();
  }

  @Test
  void voteOfTheForgottenTermGoesToItsLeaderIfThatTells() {
    Node node = Node.follower(5, null);

    assertThat(node.at(100).receives(NODE_2.heartbeat(8).to(new Recipient(8, null))))
        .contains(store(8, 2), reply(REFUSAL));
  }

  @Test
  void forgottenTermHasNoVoteLeftToGive() {
    Node node = Node.follower(5, null);
    node.at(100).receives(NODE_2.asksForVote(9).to(new Recipient(8, null)));
    node.stored();

    assertThat(node.receives(NODE_3.asksForVote(8)))
        .containsExactly(reply(SELF.deniesVote(8, 500)));
    assertThat(node.at(600).receives(NODE_2.asksForVote(8)))
        .containsExactly(reply(SELF.deniesVote(8)));
    assertThat(node.receives(NODE_3.asksForVote(9))).contains(store(9, 3));
  }

  @Test
  void nodeThatHasCaughtUpFollows() {
    Node node = Node.follower(5, null);
    node.at(100).receives(NODE_2.heartbeat(8).to(new Recipient(8, null)));
    node.stored();

    assertThat(node.at(200).receives(NODE_2.heartbeat(8).to(new Recipient(8, null))))
        .contains(reply(SELF.accepts(8, 0)));
  }

  @Test
  void preVoteTellsItToo() {
    Node node = Node.follower(5, null);

    assertThat(node.at(100).receives(NODE_2.asksForPreVote(9).to(new Recipient(8, null))))
        .contains(store(8, 1), reply(REFUSAL));
  }

  @Test
  void leaderThatForgotATermStepsDown() {
    Node node = Node.leader();

    assertThat(node.receives(NODE_2.asksForPreVote(9).to(new Recipient(8, null))))
        .contains(
            store(8, 1),
            Effects.leadershipEnded(1, LossReason.HIGHER_TERM),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, HIGHER_TERM"));
  }

  @Test
  void whatIsRememberedChangesNothing() {
    Node told = Node.follower(5, null);
    Node untold = Node.follower(5, null);

    assertThat(told.at(100).receives(NODE_2.asksForVote(6).to(new Recipient(5, null))))
        .isEqualTo(untold.at(100).receives(NODE_2.asksForVote(6)));
  }

  @Test
  void strangerTellsNothing() {
    Node node = Node.follower(5, null);

    assertThat(node.receives(new Peer(9).heartbeat(9).to(new Recipient(8, null))))
        .noneMatch(Effect.Store.class::isInstance);
  }

  @Test
  void peersAreToldTheTermsThatTheyAnsweredWith() {
    Node node = Node.leader();
    assertThat(node.lastSentTo(NODE_3).recipient().term()).isZero();

    node.isAnswered(NODE_3.accepts(1));
    node.at(700).wakesUp();

    assertThat(List.of(NODE_2, NODE_3))
        .extracting(node::lastSentTo)
        .extracting(request -> request.recipient().term())
        .containsExactly(1L, 1L);
  }

  @Test
  void leaderIsToldTheTermThatItLedIn() {
    Node node = Node.following(NODE_2, 7);

    node.at(710).wakesUp();

    assertThat(node.lastSentTo(NODE_2).recipient().term()).isEqualTo(7);
    assertThat(node.lastSentTo(NODE_3).recipient().term()).isZero();
  }

  @Test
  void termOfACandidateMayNotBeOnItsDiskAndIsNotTold() {
    Node node = Node.follower(5, null);
    node.at(100).receives(NODE_2.asksForVote(6));
    node.stored();

    node.at(1500).wakesUp();

    assertThat(node.lastSentTo(NODE_2).recipient().term()).isZero();
  }
}
