package io.election.engine;

import static io.election.engine.Effects.handedOver;
import static io.election.engine.Effects.leaderKnown;
import static io.election.engine.Effects.leadershipBegan;
import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Effects.noLeaderKnown;
import static io.election.engine.Effects.notHandedOver;
import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.HandOverResult;
import io.election.api.LossReason;
import io.election.api.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A leader hands over (dissertation §3.10, rules H1 to H3). */
class HandOverTest {

  private static final HandOverResult NOT_LEADING = new HandOverResult.NotLeading();

  /** At 650 ms, in term 1, handing over to node 2; its work has not stopped yet. */
  private static Node releasing() {
    Node node = Node.leader();
    node.at(650).isToHandOverTo(NODE_2);
    return node;
  }

  /** At 670 ms, in term 1, without a lease; node 2 was told to stand in round 4. */
  private static Node handingOver() {
    Node node = releasing();
    node.at(670).workStops(1);
    return node;
  }

  @Nested
  class TheWish {

    @Test
    @DisplayName("H1: whoever acts as the leader is told to stop, and nobody else anything")
    void leadershipEndsForWhoeverAsks() {
      Node node = Node.leader();

      assertThat(node.at(650).isToHandOverTo(NODE_2))
          .containsExactly(
              leadershipEnded(1, LossReason.TRANSFERRED),
              noLeaderKnown(1, Role.LEADER, "node 1 hands over to node 2"));

      assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
      assertThat(node.view().role()).isEqualTo(Role.LEADER);
    }

    @Test
    @DisplayName("H2: without a name it goes to the highest priority, then to the freshest answer")
    void goesToTheBest() {
      Node byPriority = Node.leader();
      byPriority.isAnswered(NODE_3.accepts(1, 2));
      byPriority.at(700).wakesUp();
      byPriority.isAnswered(NODE_2.accepts(1, 1));
      assertThat(byPriority.isToHandOverTo(null))
          .contains(noLeaderKnown(1, Role.LEADER, "node 1 hands over to node 3"));

      Node byFreshness = Node.leader();
      byFreshness.isAnswered(NODE_3.accepts(1, 1));
      byFreshness.at(700).wakesUp();
      byFreshness.isAnswered(NODE_3.accepts(1, 1));
      assertThat(byFreshness.isToHandOverTo(null))
          .contains(noLeaderKnown(1, Role.LEADER, "node 1 hands over to node 3"));
    }

    @Test
    @DisplayName("H2: never to one of priority 0, a paused or an unreachable one")
    void neverToOneThatCannotLead() {
      Node node = Node.leader();
      node.isAnswered(NODE_3.accepts(1, 0));

      assertThat(node.isToHandOverTo(NODE_3))
          .containsExactly(
              notHandedOver(
                  "node 3 is paused, has priority 0 or is not ready yet; node 1 goes on leading"));

      Node unheard = Node.leader();
      assertThat(unheard.isToHandOverTo(NODE_3))
          .containsExactly(notHandedOver("node 3 does not answer; node 1 goes on leading"));
      assertThat(unheard.view().leadsAt(Node.nanos(700))).isTrue();
    }

    @Test
    @DisplayName("H2: an answer that is a lease old does not make a member reachable")
    void oldAnswersDoNotCount() {
      Node node = Node.leader();
      node.isAnswered(NODE_3.accepts(1));
      node.leadingUntil(1100);

      assertThat(node.isToHandOverTo(NODE_3))
          .containsExactly(notHandedOver("node 3 does not answer; node 1 goes on leading"));
    }

    @Test
    void isRefusedWhereNobodyCouldLead() {
      Node node = Node.electedLeader();
      node.isAnswered(NODE_2.accepts(1, 0));

      assertThat(node.isToHandOverTo(null))
          .containsExactly(notHandedOver("no other node could lead now; node 1 goes on leading"));
      assertThat(node.isToHandOverTo(SELF)).containsExactly(notHandedOver("node 1 leads already"));
    }

    @Test
    void isRefusedByWhoeverDoesNotLead() {
      assertThat(Node.following(NODE_2, 1).isToHandOverTo(NODE_3))
          .containsExactly(new Effect.HandOverEnded(Node.WISH, NOT_LEADING));
      assertThat(Node.electedLeader().isToHandOverTo(NODE_3))
          .containsExactly(new Effect.HandOverEnded(Node.WISH, NOT_LEADING));
      assertThat(releasing().isToHandOverTo(NODE_2))
          .containsExactly(new Effect.HandOverEnded(Node.WISH, NOT_LEADING));
      assertThat(Node.leader().isToHandOverTo(new Peer(4)))
          .containsExactly(
              new Effect.HandOverEnded(Node.WISH, new HandOverResult.UnknownMember(4)));
    }
  }

  @Nested
  class WhileTheWorkStops {

    @Test
    @DisplayName("H1: the followers stay loyal until the leader's work has stopped")
    void heartbeatsGoOnUnderALeaseThatNobodySees() {
      Node node = releasing();

      assertThat(node.at(700).wakesUp())
          .contains(send(NODE_2, SELF.heartbeat(1, 4, java.util.Set.of(2))));
      assertThat(node.isAnswered(NODE_2.accepts(1))).isEmpty();
      assertThat(node.at(1100).receives(NODE_3.asksForVote(2)))
          .containsExactly(reply(SELF.deniesVote(1)));

      assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
    }

    @Test
    @DisplayName("H1: the lease is gone before the target is told to stand")
    void dropsTheLeaseThenTellsTheTarget() {
      Node node = releasing();

      assertThat(node.at(670).workStops(1))
          .containsExactly(send(NODE_2, SELF.tellsToStand(1, 4)), wakeUpAt(770));

      assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
      assertThat(node.receives(NODE_3.asksForVote(2))).contains(store(2, 3));
    }

    @Test
    void workOfAnotherTermDoesNotCount() {
      assertThat(releasing().workStops(0)).isEmpty();
      assertThat(Node.leader().workStops(1)).isEmpty();
    }

    @Test
    @DisplayName("H1: work that does not stop is waited for, but not for ever")
    void waitIsBounded() {
      Node node = releasing().leadingUntil(1100);

      assertThat(node.at(1150).wakesUp()).contains(send(NODE_2, SELF.tellsToStand(1, 9)));
    }

    @Test
    @DisplayName("H2: a target that was paused meanwhile is not told; any other may be")
    void anotherIsToldWhereNobodyWasNamed() {
      Node node = Node.leader();
      node.isToHandOverTo(null);
      node.at(700).wakesUp();
      node.isAnswered(NODE_2.accepts(1, 0));
      node.isAnswered(NODE_3.accepts(1));

      assertThat(node.workStops(1)).contains(send(NODE_3, SELF.tellsToStand(1, 5)));
      assertThat(node.at(800).wakesUp()).contains(send(NODE_3, SELF.tellsToStand(1, 6)));
    }

    @Test
    @DisplayName("H2: if no other can lead any more, this node is the first to ask")
    void nobodyIsToldWhereTheNamedOneCannotLeadAnyMore() {
      Node node = releasing();
      node.at(700).wakesUp();
      node.isAnswered(NODE_2.accepts(1, 0));
      node.isAnswered(NODE_3.accepts(1));

      assertThat(node.workStops(1))
          .containsExactly(
              notHandedOver("node 2 is paused, has priority 0 or is not ready yet"), wakeUpAt(700));
      assertThat(node.wakesUp()).contains(send(NODE_3, SELF.asksForPreVote(2, 5)));
    }

    @Test
    void lostMajorityEndsItWithoutASecondWord() {
      Node node = releasing().leadingUnansweredUntil(1000);

      assertThat(node.at(1075).wakesUp())
          .doesNotContain(leadershipEnded(1, LossReason.LOST_MAJORITY))
          .noneMatch(Effect.Send.class::isInstance);
      assertThat(node.at(1650).wakesUp()).contains(notHandedOver("node 2 was not elected in time"));
    }
  }

  @Nested
  class SoonAfterItTookOver {

    @Test
    @DisplayName("P3: who was elected owes nothing any more to the leader that it replaced")
    void oldLeaderVotesForItsTarget() {
      Node node = Node.following(NODE_2, 1);
      node.at(150).receives(NODE_2.tellsToStand(1, 8));
      node.turnedElectedLeader();
      node.isAnswered(NODE_3.accepts(2));
      node.at(160).isToHandOverTo(NODE_3);
      node.workStops(2);

      assertThat(node.at(170).receives(NODE_3.asksForVote(3, 1, SELF.handsOver(2))))
          .contains(store(3, 3));
    }
  }

  @Nested
  class TheOutcome {

    @Test
    void newLeaderIsToldToWhoeverWishedForIt() {
      Node node = handingOver();
      assertThat(node.isAnswered(NODE_2.stands(1))).containsExactly(wakeUpAt(1170));
      node.receives(NODE_2.asksForVote(2));
      node.stored();

      assertThat(node.at(680).receives(NODE_2.heartbeat(2)))
          .contains(
              leaderKnown(NODE_2, 2, Role.FOLLOWER, "its heartbeat was heard"), handedOver(2, 2));
    }

    @Test
    void anotherLeaderIsNotTheOneThatWasNamed() {
      Node node = handingOver();
      node.receives(NODE_3.asksForVote(2));
      node.stored();

      assertThat(node.receives(NODE_3.heartbeat(2))).contains(notHandedOver("node 3 was elected"));
    }

    @Test
    void anotherLeaderIsAsGoodWhereNobodyWasNamed() {
      Node node = Node.leader();
      node.at(650).isToHandOverTo(null);
      node.workStops(1);
      node.receives(NODE_3.asksForVote(2));
      node.stored();

      assertThat(node.receives(NODE_3.heartbeat(2))).contains(handedOver(3, 2));
    }

    @Test
    void targetIsToldAgainUntilItAnswers() {
      Node node = handingOver();

      assertThat(node.at(770).wakesUp())
          .containsExactly(send(NODE_2, SELF.tellsToStand(1, 5)), wakeUpAt(870));
      node.isAnswered(NODE_2.stands(1));
      assertThat(node.at(870).wakesUp()).noneMatch(Effect.Send.class::isInstance);
    }

    @Test
    @DisplayName("H3: a target that will not stand does not cost a timeout")
    void refusalMakesTheOldLeaderAskAtOnce() {
      Node node = handingOver();

      assertThat(node.at(680).isAnswered(NODE_2.doesNotStand(1)))
          .containsExactly(notHandedOver("node 2 would not stand"), wakeUpAt(680));
      assertThat(node.wakesUp())
          .contains(
              send(NODE_2, SELF.asksForPreVote(2, 5)), send(NODE_3, SELF.asksForPreVote(2, 5)));
    }

    @Test
    @DisplayName("H3: given up within the longest timeout, and the old leader is the first to ask")
    void silentTargetIsGivenUp() {
      Node node = handingOver();
      node.isAnswered(NODE_2.stands(1));

      assertThat(node.at(1170).wakesUp()).contains(send(NODE_3, SELF.asksForPreVote(2, 5)));
      assertThat(node.at(1650).wakesUp()).contains(notHandedOver("node 2 was not elected in time"));
    }

    @Test
    @DisplayName("H3: nothing of it outlives its term")
    void nobodyIsToldInALaterTerm() {
      Node node = handingOver();
      node.receives(NODE_3.asksForVote(2));
      node.stored();

      assertThat(node.at(770).wakesUp()).noneMatch(Effect.Send.class::isInstance);
      assertThat(node.isAnswered(2, SELF.tellsToStand(1, 4), NODE_2.doesNotStand(1))).isEmpty();
    }

    @Test
    void reelectedLeaderLeadsInAHigherTermAndSaysSo() {
      Node node = handingOver();
      node.at(680).isAnswered(NODE_2.doesNotStand(1));
      node.wakesUp();
      node.turnedCandidate().turnedElectedLeader();

      List<Effect> effects = node.isAnswered(NODE_3.accepts(2));
      assertThat(effects).contains(leadershipBegan(2));
      assertThat(node.view().leadsAt(Node.nanos(700))).isTrue();
      assertThat(node.at(700).isToHandOverTo(NODE_3))
          .contains(leadershipEnded(2, LossReason.TRANSFERRED));
    }

    @Test
    void stopGivesItUp() {
      assertThat(handingOver().stops()).containsExactly(notHandedOver("node 1 is stopping"));
      assertThat(releasing().stops()).containsExactly(notHandedOver("node 1 is stopping"));
    }
  }
}
