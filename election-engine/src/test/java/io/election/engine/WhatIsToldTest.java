package io.election.engine;

import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LossReason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rule E1: every end of a leadership has its reason, and nothing is told twice. */
class WhatIsToldTest {

  @Test
  @DisplayName("E1: HIGHER_TERM")
  void higherTerm() {
    assertThat(Node.leader().isAnswered(NODE_3.rejects(4)))
        .contains(leadershipEnded(1, LossReason.HIGHER_TERM));
  }

  @Test
  @DisplayName("E1: LOST_MAJORITY")
  void lostMajority() {
    assertThat(Node.leader().leadingUnansweredUntil(1000).at(1075).wakesUp())
        .contains(leadershipEnded(1, LossReason.LOST_MAJORITY));
  }

  @Test
  @DisplayName("E1: SUSPENDED")
  void suspended() {
    assertThat(Node.leader().at(1075).wakesUp()).contains(leadershipEnded(1, LossReason.SUSPENDED));
  }

  @Test
  @DisplayName("E1: STORE_FAILED")
  void storeFailed() {
    assertThat(Node.leader().leadingUntil(1600).storeFails("disk full"))
        .contains(leadershipEnded(1, LossReason.STORE_FAILED));
  }

  @Test
  @DisplayName("E1: STOPPED")
  void stopped() {
    assertThat(Node.leader().stops()).contains(leadershipEnded(1, LossReason.STOPPED));
  }

  @Test
  @DisplayName("E1: a renewed lease and a repeated heartbeat are no news")
  void nothingIsToldTwice() {
    Node leader = Node.leader();
    Node follower = Node.following(NODE_2, 1);
    leader.at(700).wakesUp();

    assertThat(leader.isAnswered(NODE_2.accepts(1)))
        .doesNotHaveAnyElementsOfTypes(Effect.LeadershipBegan.class, Effect.LeaderKnown.class);
    assertThat(follower.at(200).receives(NODE_2.heartbeat(1)))
        .doesNotHaveAnyElementsOfTypes(Effect.LeaderKnown.class);
  }

  @Test
  @DisplayName("E1: an end is told once")
  void endIsToldOnce() {
    Node node = Node.leader();
    node.at(5000).wakesUp();

    assertThat(node.stops()).isEmpty();
  }
}
