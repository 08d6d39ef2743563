package io.election.engine;

import static io.election.engine.Effects.leaderKnown;
import static io.election.engine.Effects.leadershipBegan;
import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Node.nanos;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.NODE_4;
import static io.election.engine.Peer.NODE_5;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.PeerRequest;
import org.junit.jupiter.api.Test;

/** What a leader does with the answers to its heartbeats. */
class HeartbeatResponseTest {

  @Test
  void firstAnswerOfAMajorityBeginsTheLeadership() {
    Node node = Node.electedLeader();

    assertThat(node.at(650).isAnswered(NODE_3.accepts(1)))
        .containsExactly(
            leaderKnown(SELF, 1, Role.LEADER, "elected by a majority"), leadershipBegan(1));

    assertThat(node.view().leaderId()).isEqualTo(1);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(600 + 475));
  }

  @Test
  void inFiveNodesOneAnswerIsNotEnough() {
    Node node =
        Node.among(5).started().turnedPreCandidate().turnedCandidate().turnedElectedLeader();

    assertThat(node.isAnswered(NODE_2.accepts(1))).isEmpty();
    assertThat(node.isAnswered(NODE_2.accepts(1))).isEmpty();
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);

    assertThat(node.isAnswered(NODE_4.accepts(1))).hasSize(2).endsWith(leadershipBegan(1));
  }

  @Test
  void laterRoundsExtendTheLeaseFromWhenTheyWereSent() {
    Node node = Node.leader();
    node.at(700).wakesUp();

    assertThat(node.at(790).isAnswered(NODE_2.accepts(1))).isEmpty();

    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(700 + 475));
  }

  @Test
  void leaseOfFiveRunsFromTheRoundThatAMajorityHasAnswered() {
    Node node =
        Node.among(5).started().turnedPreCandidate().turnedCandidate().turnedElectedLeader();
    node.isAnswered(NODE_2.accepts(1));
    node.isAnswered(NODE_3.accepts(1));
    node.at(700).wakesUp();

    node.isAnswered(NODE_2.accepts(1));
    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(600 + 475));

    node.isAnswered(NODE_5.accepts(1));
    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(700 + 475));
  }

  @Test
  void answerToAnEarlierRoundExtendsFromThatRound() {
    Node node = Node.electedLeader();
    PeerRequest first = node.lastSentTo(NODE_2);
    node.at(700).wakesUp();

    assertThat(node.at(800).isAnswered(2, first, NODE_2.accepts(1))).endsWith(leadershipBegan(1));

    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(600 + 475));
  }

  @Test
  void lateAnswerNeverShortensTheLease() {
    Node node = Node.leader();
    PeerRequest first = node.lastSentTo(NODE_2);
    node.at(700).wakesUp();
    node.isAnswered(NODE_2.accepts(1));

    assertThat(node.at(710).isAnswered(2, first, NODE_2.accepts(1))).isEmpty();

    assertThat(node.view().leaseUntilNanos()).isEqualTo(nanos(700 + 475));
  }

  @Test
  void rejectionExtendsNothing() {
    Node node = Node.electedLeader();

    assertThat(node.isAnswered(NODE_2.rejects(1))).isEmpty();

    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void followerInALaterTermEndsTheLeadership() {
    Node node = Node.leader();

    assertThat(node.at(650).isAnswered(NODE_3.rejects(6)))
        .containsExactly(
            store(6, null),
            leadershipEnded(1, LossReason.HIGHER_TERM),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, HIGHER_TERM"),
            wakeUpAt(1150));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void answerThatComesAfterTheLeadershipIsOverChangesNothing() {
    Node node = Node.leader().leadingUnansweredUntil(1000);
    node.at(1075).wakesUp();

    assertThat(node.at(1080).isAnswered(NODE_2.accepts(1))).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void answerThatComesWithTheEndOfTheLeaseComesTooLate() {
    Node node = Node.leader().leadingUnansweredUntil(1000);

    assertThat(node.at(1075).isAnswered(NODE_2.accepts(1)))
        .startsWith(leadershipEnded(1, LossReason.LOST_MAJORITY));

    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void answerShowsThatThePeerIsReachable() {
    Node node = Node.electedLeader();

    node.at(650).isAnswered(NODE_3.rejects(1));

    assertThat(node.view().contacts()).containsEntry(3, nanos(650));
  }
}
