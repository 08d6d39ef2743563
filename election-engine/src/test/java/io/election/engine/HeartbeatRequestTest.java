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
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PromiseRequest;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a node does when it hears a leader (Raft §5.2). */
class HeartbeatRequestTest {

  @Test
  void leaderOfThePresentTermIsFollowedAtOnce() {
    Node node = Node.follower(1, 2);

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

    assertThat(node.at(100).receives(NODE_2.heartbeat(3))).containsExactly(store(3, 2));
    assertThat(node.view().term()).isEqualTo(1);
    assertThat(node.view().leaderId()).isNull();

    assertThat(node.at(120).stored())
        .containsExactly(
            leaderKnown(NODE_2, 3, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(3)),
            wakeUpAt(730));
    assertThat(node.view().term()).isEqualTo(3);
    assertThat(node.view().votedFor()).isEqualTo(2);
  }

  @Test
  void nextLeaderTakesOverFromTheOneBefore() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(200).receives(NODE_3.heartbeat(2)))
        .containsExactly(
            store(2, 3), noLeaderKnown(1, Role.FOLLOWER, "node 3 is in term 2"), wakeUpAt(700));
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

    node.receives(NODE_2.heartbeat(0));

    assertThat(node.stored())
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
            store(2, 3),
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

  @Test
  @DisplayName("D10: who accepts a leader has given it the vote of its term")
  void vote() {
    Node node = Node.follower(1, null);

    assertThat(node.at(100).receives(NODE_2.heartbeat(1))).containsExactly(store(1, 2));
    assertThat(node.at(110).stored()).contains(reply(SELF.accepts(1)));
    assertThat(node.at(700).receives(NODE_3.asksForVote(1)))
        .containsExactly(reply(SELF.deniesVote(1)));
  }

  @Test
  @DisplayName("D3: a longer promise than ever is on record before it is made")
  void capIsRaisedFirst() {
    Node node = Node.follower(1, 2);
    HeartbeatRequest asksForMore =
        NODE_2.heartbeat(1, 1, Set.of(), new PromiseRequest(nanos(900), nanos(500), nanos(100)));

    assertThat(node.at(100).receives(asksForMore))
        .containsExactly(new Effect.Store(Node.record(1, 2).withPromiseCap(1024)));
    assertThat(node.view().leaderId()).isNull();

    assertThat(node.at(150).stored()).contains(reply(SELF.promises(1, 1, 900)));
    assertThat(node.at(1049).receives(NODE_3.asksForVote(2)))
        .containsExactly(reply(SELF.deniesVote(1, 1)));
  }

  @Test
  @DisplayName("D2: a shorter promise does not shorten what the same leader has")
  void shorterPromiseChangesNothing() {
    Node node = Node.following(NODE_2, 1);

    assertThat(
            node.at(200)
                .receives(
                    NODE_2.heartbeat(
                        1, 2, Set.of(), new PromiseRequest(nanos(50), nanos(500), nanos(10)))))
        .contains(reply(SELF.promises(1, 1, 50)));

    assertThat(node.at(599).receives(NODE_3.asksForVote(2)))
        .containsExactly(reply(SELF.deniesVote(1, 1)));
    assertThat(node.at(600).receives(NODE_3.asksForVote(2))).startsWith(store(2, 3));
  }

  @Test
  @DisplayName("D7: the leader's spread and the end of the promise give the timeout")
  void timeoutComesFromTheLeader() {
    Node node = Node.withRandom(new SplittableRandom(1), 1, 2).started();

    for (int round = 1; round <= 100; round++) {
      node.at(100 + round)
          .receives(
              NODE_2.heartbeat(
                  1, round, Set.of(), new PromiseRequest(nanos(200), nanos(50), nanos(10))));
    }

    assertThat(node.at(200 + 200 - 1).wakesUp()).noneMatch(Effect.Send.class::isInstance);
    assertThat(node.at(200 + 250).wakesUp()).anyMatch(Effect.Send.class::isInstance);
  }
}
