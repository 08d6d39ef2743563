package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import io.election.api.transport.PeerRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules P1 to P4. */
class PreVoteAndStickinessRulesTest {

  @Test
  @DisplayName("P1: a node that nobody would vote for never raises its term")
  void lonelyNodeKeepsItsTerm() {
    Node node = Node.follower(3, null);

    for (long millis = 0; millis < 60_000; millis += 50) {
      assertThat(node.at(millis).wakesUp()).doesNotHaveAnyElementsOfTypes(Effect.Store.class);
    }

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(node.view().term()).isEqualTo(3);
  }

  @Test
  @DisplayName("P1: answering a pre-vote changes nothing but when the asker was last heard")
  void answeringChangesNothing() {
    Node node = Node.follower(3, null);
    View before = node.view();

    assertThat(node.at(100).receives(NODE_2.asksForPreVote(9)))
        .containsExactly(reply(SELF.grants(3)));

    assertThat(node.view()).usingRecursiveComparison().ignoringFields("contacts").isEqualTo(before);
  }

  @Test
  @DisplayName("P1: an answer to an earlier round elects nobody")
  void lateAnswerIsDropped() {
    Node node = Node.preCandidate();
    PeerRequest earlier = node.lastSentTo(NODE_2);
    node.at(1210).wakesUp();

    node.isAnswered(2, earlier, NODE_2.grants(0));

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  @DisplayName("P2: a candidate that was not elected raises no further term without being asked to")
  void candidateAsksBeforeItRaisesItsTermAgain() {
    Node node = Node.candidate();
    node.stored();

    assertThat(node.at(1220).wakesUp())
        .contains(send(NODE_2, SELF.asksForPreVote(2, 3)))
        .doesNotHaveAnyElementsOfTypes(Effect.Store.class);
  }

  @Test
  @DisplayName("P3: a loyal follower refuses votes and pre-votes and their term")
  void loyalFollowerRefuses() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(599).receives(NODE_3.asksForVote(7)))
        .containsExactly(reply(SELF.deniesVote(1, 1)));
    assertThat(node.receives(NODE_3.asksForPreVote(7)))
        .containsExactly(reply(SELF.deniesVote(1, 1)));
  }

  @Test
  @DisplayName("P3: a leader with a valid lease refuses, and stays")
  void leaderRefuses() {
    Node node = Node.leader();

    assertThat(node.at(699).receives(NODE_3.asksForVote(7)))
        .containsExactly(reply(SELF.deniesVote(1)));
    assertThat(node.receives(NODE_3.asksForPreVote(7))).containsExactly(reply(SELF.deniesVote(1)));
    assertThat(node.view().leadsAt(Node.nanos(699))).isTrue();
  }

  @Test
  @DisplayName(
      "P3: who learns of a higher term while it leads helps nobody before its lease is over")
  void leaderThatSteppedDownRefusesUntilItsLeaseIsOver() {
    Node node = Node.leader();
    node.at(700).isAnswered(NODE_2.rejects(2));
    node.stored();

    assertThat(node.at(1074).receives(NODE_3.asksForVote(3)))
        .containsExactly(reply(SELF.deniesVote(2, 1)));
    assertThat(node.at(1075).receives(NODE_3.asksForVote(3))).contains(store(3, 3));
  }

  @Test
  @DisplayName("P3: the promise to a leader outlives the knowledge of a later term")
  void promiseOutlivesTheTerm() {
    Node node = Node.following(NODE_2, 1);
    node.at(200).receives(NODE_2.asksForVote(2));
    node.stored();

    assertThat(node.at(599).receives(NODE_3.asksForVote(3)))
        .containsExactly(reply(SELF.deniesVote(2, 1)));
    assertThat(node.at(600).receives(NODE_3.asksForVote(3))).startsWith(store(3, 3));
  }

  @Test
  @DisplayName("P3: the leader itself may ask: by asking it says that it leads no more")
  void leaderItselfMayAsk() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(110).receives(NODE_2.asksForPreVote(2)))
        .containsExactly(reply(SELF.grants(1)));
    assertThat(node.receives(NODE_2.asksForVote(2))).startsWith(store(2, 2));
  }

  @Test
  @DisplayName("P4: a restarted node grants nobody anything for the length of a promise")
  void restartedNodeKeepsQuiet() {
    Node node = Node.restarted(3, null).started();

    assertThat(node.at(499).receives(NODE_2.asksForPreVote(4)))
        .containsExactly(reply(SELF.deniesVote(3, 1)));
    assertThat(node.receives(NODE_2.asksForVote(4))).containsExactly(reply(SELF.deniesVote(3, 1)));
    assertThat(node.at(500).receives(NODE_2.asksForVote(4))).startsWith(store(4, 2));
  }

  @Test
  @DisplayName("P4: not even the leader that it hears again can ask before")
  void restartedNodeKeepsQuietToEverybody() {
    Node node = Node.restarted(3, null).started();
    node.at(100).receives(NODE_2.heartbeat(3));

    assertThat(node.at(499).receives(NODE_2.asksForVote(4)))
        .containsExactly(reply(SELF.deniesVote(3, 1)));
  }

  @Test
  @DisplayName("P4: a restarted node follows a leader at once")
  void restartedNodeFollowsAtOnce() {
    Node node = Node.restarted(3, 2).started();

    assertThat(node.at(1).receives(NODE_2.heartbeat(3))).contains(reply(SELF.accepts(3, 0)));
  }

  @Test
  @DisplayName("D10: a node without a record may have lost it, and is quiet for a while")
  void newNodeIsQuiet() {
    Node node = Node.among(3).started();

    assertThat(node.at(499).receives(NODE_2.asksForVote(1)))
        .containsExactly(reply(SELF.deniesVote(0, 1)));
    assertThat(node.at(500).receives(NODE_2.asksForVote(1))).startsWith(store(1, 2));
  }
}
