package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.store;
import static io.election.engine.Effects.wakeUpAt;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who does not stand, and who stands first (rule V3). */
class PauseAndPriorityTest {

  /** Draws the longest timeout that may be drawn. */
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong(long origin, long bound) {
          return bound - 1;
        }

        @Override
        public long nextLong() {
          return 0;
        }
      };

  @Test
  void pausedNodeDoesNotStand() {
    Node node = Node.among(3).started();
    assertThat(node.at(100).isPaused()).isEmpty();

    assertThat(node.at(600).wakesUp()).noneMatch(Effect.Send.class::isInstance);
    assertThat(node.view().paused()).isTrue();
  }

  @Test
  void resumedNodeStandsAgain() {
    Node node = Node.among(3).started();
    node.at(100).isPaused();
    node.at(600).wakesUp();
    node.at(700).isResumed();

    assertThat(node.at(1210).wakesUp()).anyMatch(Effect.Send.class::isInstance);
    assertThat(node.view().paused()).isFalse();
  }

  @Test
  void pausedCandidateGivesUpAndKeepsItsVote() {
    Node node = Node.candidate();
    node.isPaused();

    assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    assertThat(node.stored()).noneMatch(Effect.Send.class::isInstance);
    assertThat(node.isAnswered(NODE_2.grants(1))).isEmpty();
    assertThat(node.receives(NODE_3.asksForVote(1))).contains(reply(SELF.deniesVote(1)));
  }

  @Test
  void pausedLeaderGoesOnLeading() {
    Node node = Node.leader();
    node.isPaused();

    assertThat(node.leadingUntil(2000).view().leadsAt(Node.nanos(2000))).isTrue();
  }

  @Test
  void pausedNodeVotes() {
    Node node = Node.among(3).started();
    node.isPaused();

    assertThat(node.at(510).receives(NODE_2.asksForVote(1))).contains(store(1, 2));
  }

  @Test
  @DisplayName("H2: who is paused or a witness says so to the leader")
  void heartbeatsAreAnsweredWithThePriority() {
    Node paused = Node.follower(1, 2);
    paused.isPaused();
    assertThat(paused.receives(NODE_2.heartbeat(1))).contains(reply(SELF.accepts(1, 0)));

    Node preferred = Node.withPriority(7, new ScriptedTimeouts()).started();
    preferred.at(500).receives(NODE_2.heartbeat(0));
    assertThat(preferred.stored()).contains(reply(SELF.accepts(0, 7)));
  }

  @Test
  void witnessNeverStandsAndVotes() {
    Node witness = Node.withPriority(0, new ScriptedTimeouts()).started();

    for (long millis = 600; millis < 60_000; millis += 100) {
      assertThat(witness.at(millis).wakesUp()).noneMatch(Effect.Send.class::isInstance);
    }
    assertThat(witness.receives(NODE_2.asksForVote(1))).contains(store(1, 2));
  }

  @Test
  @DisplayName("V3: a higher priority waits a smaller part of the range, never less than its least")
  void priorityScalesTheTimeout() {
    for (int priority : new int[] {1, 2, 5, 100}) {
      ElectionTimer timer =
          new ElectionTimer(Timings.DEFAULT, priority, new SplittableRandom(priority));
      long longest =
          LongStream.range(0, 10_000)
              .map(
                  draw -> {
                    timer.restartPreferred(0, Node.nanos(500), Node.nanos(500));
                    assertThat(timer.deadlineNanos()).isGreaterThanOrEqualTo(Node.nanos(500));
                    return timer.deadlineNanos();
                  })
              .max()
              .orElseThrow();

      assertThat(longest)
          .isBetween(Node.nanos(500 + 490 / priority), Node.nanos(500 + 500 / priority));
    }
  }

  @Test
  @DisplayName("V3: who was not elected draws from the whole range, whatever its priority")
  void equalsOfAHighPriorityDoNotBlockEachOther() {
    ElectionTimer timer = new ElectionTimer(Timings.DEFAULT, 100, new SplittableRandom(1));

    assertThat(
            LongStream.range(0, 1000)
                .map(
                    draw -> {
                      timer.restart(0, 0);
                      return timer.deadlineNanos();
                    })
                .max()
                .orElseThrow())
        .isGreaterThan(Node.nanos(900));
  }

  @Test
  @DisplayName("V3: nor do their voters: who gave its vote away draws from the whole range as well")
  void votersOfAHighPriorityDoNotStandTogetherForEver() {
    Node node = Node.withPriority(100, LONGEST).started();
    node.at(510).receives(NODE_2.asksForVote(1));

    assertThat(node.at(520).stored()).contains(wakeUpAt(1520));
  }
}
