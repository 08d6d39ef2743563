package io.election.engine;

import static io.election.engine.Effects.leaderKnown;
import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.NODE_4;
import static io.election.engine.Peer.NODE_5;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Impediment;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.PromiseRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What time alone brings about. */
class WakeUpTest {

  @Test
  void nothingHappensBeforeTheElectionTimeout() {
    Node node = Node.among(3).started();

    assertThat(node.at(599).wakesUp()).isEmpty();

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void followerThatHearsNobodyAsksForPreVotesAndRaisesNoTerm() {
    Node node = Node.among(3).started();

    assertThat(node.at(600).wakesUp())
        .containsExactly(
            send(NODE_2, SELF.asksForPreVote(1, 1)),
            send(NODE_3, SELF.asksForPreVote(1, 1)),
            wakeUpAt(700));

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(node.view().term()).isZero();
  }

  @Test
  void preCandidateAsksThoseWhoHaveNotGrantedItOnceMoreEachInterval() {
    Node node = Node.among(5).started().turnedPreCandidate();
    node.isAnswered(NODE_2.grants(0));
    node.isAnswered(NODE_3.deniesVote(0));

    assertThat(node.at(700).wakesUp())
        .containsExactly(
            send(NODE_3, SELF.asksForPreVote(1, 1)),
            send(NODE_4, SELF.asksForPreVote(1, 1)),
            send(NODE_5, SELF.asksForPreVote(1, 1)),
            wakeUpAt(800));
  }

  @Test
  void followerGivesItsSilentLeaderUp() {
    Node node = Node.following(NODE_2, 1);

    assertThat(node.at(710).wakesUp())
        .containsExactly(
            noLeaderKnown(1, Role.PRE_CANDIDATE, "node 2 was not heard for 610 ms"),
            send(NODE_2, SELF.asksForPreVote(2, 1)),
            send(NODE_3, SELF.asksForPreVote(2, 1)),
            wakeUpAt(810));

    assertThat(node.view().leaderId()).isNull();
    assertThat(node.view().reportedReachable()).isEmpty();
  }

  @Test
  void preCandidateAsksAgainInARoundOfItsOwn() {
    Node node = Node.preCandidate();

    assertThat(node.at(1210).wakesUp())
        .containsExactly(
            send(NODE_2, SELF.asksForPreVote(1, 2)),
            send(NODE_3, SELF.asksForPreVote(1, 2)),
            wakeUpAt(1310));

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  void candidateThatWasNotElectedGoesBackToPreVote() {
    Node node = Node.candidate();
    node.stored();

    assertThat(node.at(1220).wakesUp())
        .containsExactly(
            send(NODE_2, SELF.asksForPreVote(2, 3)),
            send(NODE_3, SELF.asksForPreVote(2, 3)),
            wakeUpAt(1320));

    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    assertThat(node.view().term()).isEqualTo(1);
  }

  /** A voter with a slow disk has its vote durable by the second time it is asked. */
  @Test
  void candidateRepeatsItsRequestToWhoHasNotGrantedIt() {
    Node node = Node.among(5).started().turnedPreCandidate().turnedCandidate();
    node.stored();
    node.isAnswered(NODE_2.grants(1));

    assertThat(node.at(700).wakesUp())
        .containsExactly(
            send(NODE_3, SELF.asksForVote(1, 2)),
            send(NODE_4, SELF.asksForVote(1, 2)),
            send(NODE_5, SELF.asksForVote(1, 2)),
            wakeUpAt(800));
    assertThat(node.isAnswered(NODE_3.grants(1))).hasSize(4);
    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void onlyMemberStandsAtOnce() {
    Node node = Node.among(1).started();

    assertThat(node.at(0).wakesUp()).containsExactly(store(1, 1), wakeUpAt(100));

    assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
    assertThat(node.view().term()).isZero();
  }

  @Test
  void leaderSendsTheNextRoundOfHeartbeatsWhenItIsDue() {
    Node node = Node.leader();

    assertThat(node.at(699).wakesUp()).isEmpty();
    assertThat(node.at(700).wakesUp())
        .containsExactly(
            send(NODE_2, SELF.heartbeat(1, 4, Set.of(2))),
            send(NODE_3, SELF.heartbeat(1, 4, Set.of(2))),
            wakeUpAt(800));

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
  }

  @Test
  void leaderThatWakesLateCatchesUpOnNoRound() {
    Node node = Node.leader();

    assertThat(node.at(950).wakesUp())
        .containsExactly(
            send(NODE_2, SELF.heartbeat(1, 4, Set.of(2))),
            send(NODE_3, SELF.heartbeat(1, 4, Set.of(2))),
            wakeUpAt(1050));
  }

  @Test
  void leaderForgetsAPeerThatItHasNotHeardForTheLongestTimeout() {
    Node node = Node.leader();
    node.isAnswered(NODE_3.accepts(1));
    node.leadingUntil(1600);

    assertThat(node.at(1700).wakesUp()).contains(send(NODE_2, SELF.heartbeat(1, 14, Set.of(2))));
  }

  @Test
  void leaderStepsDownWhenItsLeaseRunsOut() {
    Node node = Node.leader().leadingUnansweredUntil(1000);

    assertThat(node.at(1075).wakesUp())
        .containsExactly(
            leadershipEnded(1, LossReason.LOST_MAJORITY),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, LOST_MAJORITY"),
            wakeUpAt(1705));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  void leaderThatNobodyEverAnsweredStepsDownAsQuietlyAsItCame() {
    Node node = Node.electedLeader().leadingUnansweredUntil(1000);

    assertThat(node.at(1075).wakesUp()).containsExactly(wakeUpAt(1705));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void leaderThatStoodStillSaysSo() {
    Node node = Node.leader();

    assertThat(node.at(5000).wakesUp())
        .containsExactly(
            leadershipEnded(1, LossReason.SUSPENDED),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, SUSPENDED"),
            wakeUpAt(5630));
  }

  @Test
  void leaderProvesFromTimeToTimeThatItsStoreStillWorks() {
    Node node = Node.leader().leadingUntil(1500);

    assertThat(node.at(1600).wakesUp())
        .containsExactly(
            store(1, 1),
            send(NODE_2, SELF.heartbeat(1, 13, Set.of(2))),
            send(NODE_3, SELF.heartbeat(1, 13, Set.of(2))),
            wakeUpAt(1700));
  }

  @Test
  void leaderWhoseStoreDoesNotAnswerStepsDown() {
    Node node = Node.leader().leadingUntil(2000);

    assertThat(node.at(2100).wakesUp())
        .containsExactly(
            leadershipEnded(1, LossReason.STORE_FAILED),
            noLeaderKnown(1, Role.FOLLOWER, "this node stepped down, STORE_FAILED"),
            wakeUpAt(2730));

    assertThat(node.view().impediment())
        .isEqualTo(new Impediment(Impediment.Kind.STORE, "no answer for 500 ms"));
  }

  @Test
  void candidateWhoseStoreDoesNotAnswerGivesUp() {
    Node node = Node.candidate();

    assertThat(node.at(1100).wakesUp()).containsExactly(wakeUpAt(1220));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().impediment())
        .isEqualTo(new Impediment(Impediment.Kind.STORE, "no answer for 500 ms"));
  }

  @Test
  void voteThatIsNotOnDiskInTimeIsRefused() {
    Node node = Node.follower(0, null);
    node.at(50).receives(NODE_2.asksForVote(1));

    assertThat(node.at(550).wakesUp()).containsExactly(reply(SELF.deniesVote(0)), wakeUpAt(600));
  }

  @Test
  void nodeWithAFailedStoreDoesNotStand() {
    Node node = Node.candidate();
    node.storeFails("disk full");

    assertThat(node.at(1220).wakesUp()).startsWith(store(1, 1)).hasSize(2);

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  void failedWriteIsTriedAgainAfterTheShortestTimeout() {
    Node node = Node.candidate();
    node.at(610).storeFails("disk full");

    assertThat(node.at(1109).wakesUp()).isEmpty();
    assertThat(node.at(1110).wakesUp()).containsExactly(store(1, 1), wakeUpAt(1220));
  }

  @Test
  void followerWithAFailedStoreStillGivesItsSilentLeaderUp() {
    Node node = Node.following(NODE_2, 1);
    node.at(110)
        .receives(
            NODE_2.heartbeat(
                1,
                2,
                Set.of(),
                new PromiseRequest(Node.nanos(900), Node.nanos(500), Node.nanos(100))));
    node.at(120).storeFails("disk full");

    assertThat(node.at(730).wakesUp())
        .contains(noLeaderKnown(1, Role.FOLLOWER, "node 2 was not heard for 630 ms"));

    assertThat(node.view().leaderId()).isNull();
  }

  @Test
  void timeNeverGoesBack() {
    Node node = Node.follower(1, 2);
    node.at(600).wakesUp();

    assertThat(node.at(100).receives(NODE_2.heartbeat(1)))
        .containsExactly(
            leaderKnown(NODE_2, 1, Role.FOLLOWER, "its heartbeat was heard"),
            reply(SELF.accepts(1)),
            wakeUpAt(1220));
  }
}
