package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What rules V1 and V2 ask of one node; the cluster tests show the rest. */
class LivenessRulesTest {

  @Test
  @DisplayName("V1: a node that is ahead of its cluster makes the leader catch up")
  void nodeThatIsAheadIsCaughtUpWith() {
    Node ahead = Node.follower(5, null);
    Node leader = Node.leader();

    assertThat(ahead.receives(NODE_2.heartbeat(1))).containsExactly(reply(SELF.rejects(5)));
    leader.isAnswered(NODE_2.rejects(5));
    leader.stored();
    assertThat(leader.view().term()).isEqualTo(5);
  }

  @Test
  @DisplayName("V1: a node that has been in the next term without a leader helps others into it")
  void nodeInTheNextTermHelps() {
    Node node = Node.preCandidate();

    node.isAnswered(NODE_2.grants(1));

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
  }

  @Test
  @DisplayName("V1: a deposed leader stands again like any other")
  void deposedLeaderStandsAgain() {
    Node node = Node.leader();
    node.at(5000).wakesUp();

    node.at(5630).wakesUp();

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  @DisplayName("V2: a node that was cut off comes back without disturbing leader or term")
  void returningNodeDisturbsNobody() {
    Node returning = Node.preCandidate();
    returning.at(1210).wakesUp();
    Node loyal = Node.following(NODE_2, 1);

    assertThat(loyal.at(110).receives(NODE_3.asksForPreVote(1)))
        .containsExactly(reply(SELF.deniesVote(1, 490)));
    returning.receives(NODE_2.heartbeat(1));
    returning.stored();

    assertThat(returning.view().leaderId()).isEqualTo(2);
    assertThat(returning.view().term()).isEqualTo(1);
  }
}
