package io.election.engine;

import static io.election.engine.Effects.leaderKnown;
import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Node.nanos;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LossReason;
import io.election.api.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node does when it hears a leader (Raft §5.2). */
class HeartbeatRequestTest {

  @Test
  void leaderOfThePresentTermIsFollowedAtOnce() {
    Node node = Node.follower(1, null);

    assertThat(node.at(100).receives(NODE_2.heartbeat(1, 1, Set.of(1, 3))))
        .containsExactly(
            leaderKnown(NODE_2, 1, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(1)),
            wakeUpAt(710));

    assertThat(node.view().leaderId()).isEqualTo(2);
    assertThat(node.view().leaderHeardNanos()).isEqualTo(nanos(100));
    assertThat(node.view().reportedReachable()).containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void everyHeartbeatDrawsANewTimeout() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(NODE_2.heartbeat(1)))
        .containsExactly(reply(SELF.accepts(1)), wakeUpAt(820));
  }

  @Test
  void leaderOfALaterTermIsFollowedOnceTheTermIsOnDisk() {
    Node node = Node.follower(1, 1);

    assertThat(node.at(100).receives(NODE_2.heartbeat(3))).containsExactly(store(3, null));
    assertThat(node.view().term()).isEqualTo(1);
    assertThat(node.view().leaderId()).isNull();

    assertThat(node.at(120).stored())
        .containsExactly(
            leaderKnown(NODE_2, 3, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(3)),
            wakeUpAt(730));
    assertThat(node.view().term()).isEqualTo(3);
    assertThat(node.view().votedFor()).isNull();
  }

  @Test
  void nextLeaderTakesOverFromTheOneBefore() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(NODE_3.heartbeat(2)))
        .containsExactly(
            store(2, null), noLeaderKnown(1, Role.FOLLOWER, "node 3 is in term 2"), wakeUpAt(700));
    assertThat(node.at(210).stored())
        .containsExactly(
            leaderKnown(NODE_3, 2, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(2)),
            wakeUpAt(830));
  }

  @Test
  void leaderOfAnEarlierTermIsToldThePresentOne() {
    Node node = Node.follower(5, null);

    assertThat(node.at(100).receives(NODE_2.heartbeat(4))).containsExactly(reply(SELF.rejects(5)));

    assertThat(node.view().leaderId()).isNull();
  }

  @Test
  void preCandidateFollows() {
    Node node = Node.preCandidate();

    assertThat(node.receives(NODE_2.heartbeat(0)))
        .containsExactly(
            leaderKnown(NODE_2, 0, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(0)),
            wakeUpAt(1220));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void candidateFollowsTheWinnerOfItsTermOnceItsOwnVoteIsOnDisk() {
    Node node = Node.candidate();

    assertThat(node.receives(NODE_3.heartbeat(1))).isEmpty();
    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);

    assertThat(node.stored())
        .containsExactly(
            leaderKnown(NODE_3, 1, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(1)),
            wakeUpAt(1230));
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().votedFor()).isEqualTo(1);
  }

  @Test
  void leaderGivesWayToALaterTerm() {
    Node node = Node.leader();

    assertThat(node.at(650).receives(NODE_3.heartbeat(2)))
        .containsExactly(
            store(2, null),
            leadershipEnded(1, LossReason.HIGHER_TERM),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, HIGHER_TERM"),
            wakeUpAt(1150));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void leaderDoesNotFollowASecondOneInItsTerm() {
    Node node = Node.leader();

    assertThat(node.at(650).receives(NODE_3.heartbeat(1))).containsExactly(reply(SELF.rejects(1)));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void followerStaysWithTheFirstLeaderOfATerm() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(NODE_3.heartbeat(1))).containsExactly(reply(SELF.rejects(1)));

    assertThat(node.view().leaderId()).isEqualTo(2);
    assertThat(node.view().leaderHeardNanos()).isEqualTo(nanos(100));
  }

  @Test
  void nodeWithAFailedStoreRejectsALaterTermAtOnceAndShowsTheOneOnDisk() {
    Node node = Node.candidate();
    node.storeFails("disk full");

    assertThat(node.receives(NODE_2.heartbeat(2))).containsExactly(reply(SELF.rejects(0, 0)));

    assertThat(node.view().leaderId()).isNull();
  }
}
