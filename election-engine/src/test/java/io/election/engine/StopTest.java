package io.election.engine;

import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.Refusal;
import org.junit.jupiter.api.Test;

/** What a node does when it is told to stop. */
class StopTest {

  private static final Refusal STOPPING =
      SELF.refuses(Refusal.Reason.UNAVAILABLE, "node 1 is stopping");

  @Test
  void leaderGivesLeadershipUp() {
    Node node = Node.leader();

    assertThat(node.at(650).stops())
        .containsExactly(
            leadershipEnded(1, LossReason.STOPPED),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, STOPPED"));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void candidateGivesUp() {
    Node node = Node.candidate();

    assertThat(node.stops()).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.stored()).isEmpty();
    assertThat(node.isAnswered(NODE_2.grants(1))).isEmpty();
  }

  @Test
  void voteThatIsNotOnDiskIsNotGiven() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.asksForVote(1));

    assertThat(node.stops()).containsExactly(reply(SELF.deniesVote(0)));

    assertThat(node.stored()).isEmpty();
  }

  @Test
  void waitingHeartbeatsAreRefused() {
    Node node = Node.follower(0, null);
    node.receives(NODE_2.heartbeat(1));

    assertThat(node.stops()).containsExactly(reply(STOPPING));

    assertThat(node.stored()).isEmpty();
  }

  @Test
  void laterRequestsAreRefused() {
    Node node = Node.follower(0, null);
    node.stops();

    assertThat(node.receives(NODE_2.asksForVote(1))).containsExactly(reply(STOPPING));
    assertThat(node.receives(NODE_2.asksForPreVote(1))).containsExactly(reply(STOPPING));
    assertThat(node.receives(NODE_2.heartbeat(1))).containsExactly(reply(STOPPING));

    assertThat(node.view().term()).isZero();
  }

  @Test
  void nothingWakesItAnyMore() {
    Node node = Node.follower(0, null);
    node.stops();

    assertThat(node.at(5000).wakesUp()).isEmpty();
    assertThat(node.stops()).isEmpty();
  }
}
