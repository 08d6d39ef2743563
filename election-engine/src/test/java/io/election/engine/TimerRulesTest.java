package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules M1 to M3. */
class TimerRulesTest {

  @Test
  @DisplayName("M1: every reset draws a new timeout")
  void everyResetDraws() {
    Node node = Node.follower(1, 2);

    assertThat(node.at(100).receives(NODE_2.heartbeat(1))).endsWith(wakeUpAt(100 + 610));
    assertThat(node.at(200).receives(NODE_2.heartbeat(1))).endsWith(wakeUpAt(200 + 620));
    assertThat(node.at(300).receives(NODE_2.heartbeat(1))).endsWith(wakeUpAt(300 + 630));
  }

  @Test
  @DisplayName("M1: neither a pre-vote nor a denied vote nor a rejected heartbeat resets the timer")
  void nothingElseResets() {
    Node node = Node.follower(5, 3);

    node.at(100).receives(NODE_2.asksForPreVote(6));
    node.at(200).receives(NODE_2.asksForVote(5));
    node.at(300).receives(NODE_2.heartbeat(4));

    node.at(600).wakesUp();
    assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
  }

  @Test
  @DisplayName("M1: a granted vote resets the timer only once it is on disk")
  void grantResetsOnceDurable() {
    Node node = Node.follower(0, null);

    assertThat(node.at(300).receives(NODE_2.asksForVote(1)))
        .doesNotHaveAnyElementsOfTypes(Effect.ScheduleWakeUp.class);
    assertThat(node.at(400).stored()).endsWith(wakeUpAt(400 + 610));
  }

  @Test
  @DisplayName("M1: a heartbeat of a later term resets the timer only once the term is on disk")
  void heartbeatResetsOnceDurable() {
    Node node = Node.follower(0, null);

    assertThat(node.at(300).receives(NODE_2.heartbeat(1)))
        .doesNotHaveAnyElementsOfTypes(Effect.ScheduleWakeUp.class);
    assertThat(node.at(400).stored()).endsWith(wakeUpAt(400 + 610));
  }

  @Test
  @DisplayName("M2: a silent peer is sent every round in time, also after the longest timeout")
  void silentPeerIsSentEveryRound() {
    Node node = Node.leader();

    for (long round = 4; round < 18; round++) {
      assertThat(node.at(300 + round * 100).wakesUp())
          .contains(send(NODE_3, SELF.heartbeat(1, round, Set.of(2))));
      node.isAnswered(NODE_2.accepts(1));
    }
  }

  @Test
  @DisplayName("M2: an answer brings no heartbeat out of turn")
  void noHeartbeatOutOfTurn() {
    Node node = Node.leader();

    assertThat(node.at(650).isAnswered(NODE_3.rejects(1))).isEmpty();
    assertThat(node.at(660).isAnswered(NODE_3.accepts(1))).isEmpty();
    assertThat(node.at(699).wakesUp()).isEmpty();
  }

  @Test
  @DisplayName("M3: only differences of the monotonic clock count, not its origin")
  void originMeansNothing() {
    for (long origin : new long[] {-1_000_000_000_000L, 0, 1_000_000_000_000L}) {
      ElectionStateMachine machine =
          new ElectionStateMachine(
              SELF.sender(),
              Timings.DEFAULT,
              1,
              new RestoredState(Node.record(1, 2), 0),
              new ScriptedTimeouts(),
              origin);

      assertThat(machine.start())
          .containsExactly(new Effect.ScheduleWakeUp(origin + Node.nanos(600)));
      assertThat(
              machine.step(
                  origin + Node.nanos(10),
                  new Input.RequestArrived(Node.EXCHANGE, NODE_2.heartbeat(1))))
          .contains(reply(SELF.accepts(1)));
      assertThat(
              machine.step(
                  origin + Node.nanos(509),
                  new Input.RequestArrived(Node.EXCHANGE, NODE_3.asksForVote(2))))
          .containsExactly(reply(SELF.deniesVote(1, 1)));
    }
  }
}
