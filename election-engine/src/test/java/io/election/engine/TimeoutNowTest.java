package io.election.engine;

import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A follower takes over, and its voters let it (dissertation §3.10, rule P3). */
class TimeoutNowTest {

  @Test
  void targetStandsAtOnceWithTheLeadersWord() {
    Node node = Node.following(NODE_2, 1);

    List<Effect> effects = node.at(150).receives(NODE_2.tellsToStand(1, 8));

    assertThat(effects)
        .startsWith(store(2, 1), noLeaderKnown(1, Role.FOLLOWER, "node 2 handed over to this node"))
        .contains(
            send(NODE_2, SELF.asksForVote(2, 1, NODE_2.handsOver(1))),
            send(NODE_3, SELF.asksForVote(2, 1, NODE_2.handsOver(1))),
            reply(SELF.stands(1)));
    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  void targetThatIsToldAgainStandsOnce() {
    Node node = Node.following(NODE_2, 1);
    node.at(150).receives(NODE_2.tellsToStand(1, 8));

    assertThat(node.at(160).stored()).isEmpty();
    assertThat(node.receives(NODE_2.tellsToStand(1, 9))).containsExactly(reply(SELF.stands(2)));
    assertThat(node.view().term()).isEqualTo(2);
  }

  @Test
  @DisplayName("P3: only the leader that is followed is believed, in its term, by what it sealed")
  void othersAreNotBelieved() {
    Node node = Node.following(NODE_2, 1);
    long guess = Peer.TRANSFER_NUMBER + 1;

    assertThat(node.at(150).receives(NODE_3.tellsToStand(1, 8)))
        .containsExactly(reply(SELF.doesNotStand(1)));
    assertThat(node.receives(NODE_2.tellsToStand(2, 8)))
        .containsExactly(reply(SELF.doesNotStand(1)));
    assertThat(node.receives(new TimeoutNowRequest(NODE_2.sender(), 1, 8, guess)))
        .containsExactly(reply(SELF.doesNotStand(1)));
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void pausedNodeDoesNotStand() {
    Node node = Node.following(NODE_2, 1);
    node.isPaused();

    assertThat(node.at(150).receives(NODE_2.tellsToStand(1, 8)))
        .containsExactly(reply(SELF.doesNotStand(1)));
  }

  @Test
  @DisplayName("P4: a restarted node does not stand while it keeps quiet")
  void quietNodeDoesNotStand() {
    Node node = Node.restarted(1, null).started();
    node.at(100).receives(NODE_2.heartbeat(1));

    assertThat(node.at(150).receives(NODE_2.tellsToStand(1, 8)))
        .containsExactly(reply(SELF.doesNotStand(1)));
  }

  @Test
  @DisplayName("P3: a loyal follower yields to the word of the leader that it follows")
  void voterYieldsToTheLeadersWord() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(150).receives(NODE_3.asksForVote(2, 1, NODE_2.handsOver(1))))
        .contains(store(2, 3));
    assertThat(node.stored()).contains(reply(SELF.grants(2)));
  }

  @Test
  @DisplayName("P3: and to no other: not of another leader, another term, another number")
  void voterDoesNotYieldToAnotherWord() {
    Node node = Node.following(NODE_2, 1);
    node.at(150);

    for (TransferToken word :
        List.of(
            NODE_3.handsOver(1),
            NODE_2.handsOver(0),
            new TransferToken(2, 1, Peer.TRANSFER_NUMBER + 1))) {
      assertThat(node.receives(NODE_3.asksForVote(2, 1, word)))
          .containsExactly(reply(SELF.deniesVote(1, 450)));
    }
    assertThat(node.view().term()).isEqualTo(1);
  }

  @Test
  @DisplayName("P4: a restarted voter yields to nobody while it keeps quiet")
  void quietVoterDoesNotYield() {
    Node node = Node.restarted(1, null).started();
    node.at(100).receives(NODE_2.heartbeat(1));

    assertThat(node.at(150).receives(NODE_3.asksForVote(2, 1, NODE_2.handsOver(1))))
        .containsExactly(reply(SELF.deniesVote(1, 350)));
  }

  @Test
  @DisplayName("L5: a leader with a lease yields to no word")
  void leaderDoesNotYield() {
    Node node = Node.following(NODE_2, 1);
    node.at(710).wakesUp();
    node.turnedCandidate().turnedElectedLeader();
    node.isAnswered(NODE_3.accepts(2));

    assertThat(node.receives(NODE_3.asksForVote(3, 1, NODE_2.handsOver(1))))
        .containsExactly(reply(SELF.deniesVote(2)));
  }

  @Test
  void wordIsOldWhenAnotherLeaderWasHeard() {
    Node node = Node.following(NODE_2, 1);
    node.receives(NODE_2.heartbeat(2));
    node.stored();
    node.receives(NODE_2.heartbeat(2));

    assertThat(node.at(150).receives(NODE_3.asksForVote(3, 1, NODE_2.handsOver(1))))
        .containsExactly(reply(SELF.deniesVote(2, 450)));
  }
}
