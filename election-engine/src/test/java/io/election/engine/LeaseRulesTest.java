package io.election.engine;

import static io.election.engine.Effects.leadershipBegan;
import static io.election.engine.Effects.leadershipEnded;
import static io.election.engine.Node.nanos;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.LossReason;
import io.election.api.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules L1 to L4; L5 is watched in the cluster tests. */
class LeaseRulesTest {

  @Test
  @DisplayName("L1: the lease runs from the sending of the round, not from its answers")
  void leaseRunsFromTheSending() {
    Node node = Node.electedLeader();

    node.at(690).isAnswered(NODE_2.accepts(1));

    assertThat(node.view().leadsAt(nanos(600 + 475) - 1)).isTrue();
    assertThat(node.view().leadsAt(nanos(600 + 475))).isFalse();
  }

  @Test
  @DisplayName("L1: the lease is shorter than a promise by what clocks may disagree")
  void leaseLeavesRoomForDrift() {
    assertThat(Timings.DEFAULT.leaseNanos()).isEqualTo(nanos(475));
    assertThat(Timings.DEFAULT.timeoutMinNanos()).isEqualTo(nanos(500));
  }

  @Test
  @DisplayName("L1: a new leader has no lease until a majority has answered its first round")
  void newLeaderHasNoLease() {
    Node node = Node.electedLeader();

    assertThat(node.view().role()).isEqualTo(Role.LEADER);
    assertThat(node.view().leadsAt(nanos(600))).isFalse();
    assertThat(node.isAnswered(NODE_3.accepts(1))).endsWith(leadershipBegan(1));
    assertThat(node.view().leadsAt(nanos(600))).isTrue();
  }

  @Test
  @DisplayName("L1: answers to the heartbeats of an earlier leadership extend nothing")
  void earlierLeadershipExtendsNothing() {
    Node node = Node.leader();
    var earlier = node.lastSentTo(NODE_2);
    node.at(1500).wakesUp();
    node.at(2130).wakesUp();
    node.turnedCandidate().turnedElectedLeader();

    assertThat(node.isAnswered(2, earlier, NODE_2.accepts(1))).isEmpty();

    assertThat(node.view().leaseUntilNanos()).isEqualTo(View.NO_LEASE);
  }

  @Test
  @DisplayName("L2: between two steps the view turns false by the clock alone")
  void viewTurnsFalseByTheClock() {
    View view = Node.leader().view();

    assertThat(view.leadsAt(nanos(1074))).isTrue();
    assertThat(view.leadsAt(nanos(1075))).isFalse();
    assertThat(view.leadsAt(nanos(9999))).isFalse();
  }

  @Test
  @DisplayName("L3: with the lease end the heartbeats; whatever comes first notices it")
  void heartbeatsEndWithTheLease() {
    Node node = Node.leader().leadingUnansweredUntil(1000);

    assertThat(node.at(1100).wakesUp())
        .doesNotHaveAnyElementsOfTypes(Effect.Send.class)
        .startsWith(leadershipEnded(1, LossReason.LOST_MAJORITY));
  }

  @Test
  @DisplayName(
      "L3: an elected leader that nobody answers stops its heartbeats after a lease length")
  void unansweredLeaderFallsSilent() {
    Node node = Node.electedLeader().leadingUnansweredUntil(1000);

    assertThat(node.at(1100).wakesUp()).doesNotHaveAnyElementsOfTypes(Effect.Send.class);
    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
  }

  @Test
  @DisplayName("D12: a lease that somebody has seen over ends, however it was renewed meanwhile")
  void leaseThatWasSeenOverEnds() {
    Node node = Node.leader();

    assertThat(node.at(700).hearsThatItsLeaseWasSeenOver(1))
        .startsWith(leadershipEnded(1, LossReason.SUSPENDED));

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.view().leadsAt(nanos(700))).isFalse();
  }

  @Test
  @DisplayName("D12: the lease of another term, or of none, is no matter")
  void leaseOfAnotherTermGoesOn() {
    Node leader = Node.leader();

    assertThat(leader.at(650).hearsThatItsLeaseWasSeenOver(0)).isEmpty();
    assertThat(leader.view().leadsAt(nanos(650))).isTrue();
    assertThat(Node.candidate().hearsThatItsLeaseWasSeenOver(1)).isEmpty();
  }

  @Test
  @DisplayName("L4: a node that stood still steps down before it considers anything else")
  void wakingNodeStepsDownFirst() {
    Node node = Node.leader();

    assertThat(node.at(9000).isAnswered(NODE_2.accepts(1)))
        .startsWith(leadershipEnded(1, LossReason.SUSPENDED));

    assertThat(node.view().leadsAt(nanos(9000))).isFalse();
  }
}
