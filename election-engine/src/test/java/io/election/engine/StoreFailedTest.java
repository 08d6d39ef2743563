package io.election.engine;

import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.api.LossReason;
import io.election.api.Role;
import org.junit.jupiter.api.Test;

/** What a node does when its record could not be written (rule T5). */
class StoreFailedTest {

  @Test
  void voteIsDeniedAndRemembered() {
    Node node = Node.follower(0, null);
    node.at(50).receives(NODE_2.asksForVote(1));

    assertThat(node.at(60).storeFails("disk full"))
        .containsExactly(reply(SELF.deniesVote(0)), wakeUpAt(560));
    assertThat(node.view().impediment())
        .isEqualTo(new Impediment(Impediment.Kind.STORE, "disk full"));

    assertThat(node.at(560).wakesUp()).containsExactly(store(1, 2), wakeUpAt(600));
    assertThat(node.at(570).stored()).isEmpty();
    assertThat(node.view().impediment()).isNull();
    assertThat(node.receives(NODE_3.asksForVote(1))).containsExactly(reply(SELF.deniesVote(1)));
  }

  @Test
  void heartbeatOfALaterTermIsRejectedWithTheTermOnDisk() {
    Node node = Node.follower(1, null);
    node.at(50).receives(NODE_2.heartbeat(3));

    assertThat(node.at(60).storeFails("disk full"))
        .containsExactly(reply(SELF.rejects(1, 0)), wakeUpAt(560));

    assertThat(node.view().leaderId()).isNull();
    assertThat(node.view().term()).isEqualTo(1);
  }

  @Test
  void candidacyEnds() {
    Node node = Node.candidate();

    assertThat(node.at(610).storeFails("disk full")).containsExactly(wakeUpAt(1110));
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);

    assertThat(node.isAnswered(NODE_2.grants(1))).isEmpty();
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().term()).isZero();
  }

  @Test
  void leaderStepsDown() {
    Node node = Node.leader().leadingUntil(1600);

    assertThat(node.at(1610).storeFails("disk full"))
        .containsExactly(
            leadershipEnded(1, LossReason.STORE_FAILED),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, STORE_FAILED"),
            wakeUpAt(2110));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void nodeStandsAgainWhenItsStoreWorksAgain() {
    Node node = Node.candidate();
    node.at(610).storeFails("disk full");
    node.at(1110).wakesUp();
    node.at(1120).stored();

    assertThat(node.at(1220).wakesUp())
        .containsExactly(
            send(NODE_2, SELF.asksForPreVote(2, 3)),
            send(NODE_3, SELF.asksForPreVote(2, 3)),
            wakeUpAt(1320));

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }
}
