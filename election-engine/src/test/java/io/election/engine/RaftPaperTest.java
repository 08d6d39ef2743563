package io.election.engine;

import static io.election.engine.Effects.reply;
import static io.election.engine.Effects.send;
import static io.election.engine.Effects.store;
import static io.election.engine.Peer.NODE_2;
import static io.election.engine.Peer.NODE_3;
import static io.election.engine.Peer.NODE_4;
import static io.election.engine.Peer.SELF;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the extended Raft paper demands of elections, a test a demand, in our words. There is no
 * log, so nothing is said of one.
 */
class RaftPaperTest {

  @Nested
  @DisplayName("§5.1 Terms and roles")
  class TermsAndRoles {

    @Test
    @DisplayName("A node begins as a follower")
    void beginsAsFollower() {
      assertThat(Node.among(3).started().view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    @DisplayName("A follower asks for nothing as long as it hears from a leader")
    void followersArePassive() {
      Node node = Node.following(NODE_2, 1);

      for (long millis = 200; millis <= 3000; millis += 100) {
        assertThat(node.at(millis).receives(NODE_2.heartbeat(1)))
            .doesNotHaveAnyElementsOfTypes(Effect.Send.class);
      }
      assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    @DisplayName("A term begins with an election: its number is one higher than the last")
    void termsAreConsecutive() {
      Node node = Node.follower(7, 2).turnedPreCandidate();

      assertThat(node.isAnswered(NODE_2.grants(7))).startsWith(store(8, 1));
    }

    @Test
    @DisplayName("A term may end without a leader; the next one begins with another election")
    void splitVoteEndsTheTerm() {
      Node node = Node.candidate();
      node.stored();
      node.isAnswered(NODE_2.deniesVote(1));
      node.isAnswered(NODE_3.deniesVote(1));
      node.at(1220).wakesUp();

      assertThat(node.isAnswered(NODE_2.grants(1))).startsWith(store(2, 1));
    }

    @Test
    @DisplayName("Every message carries the sender's term")
    void messagesCarryTheTerm() {
      Node node = Node.follower(7, 2).turnedPreCandidate();

      node.turnedCandidate();
      assertThat(node.lastSentTo(NODE_3).term()).isEqualTo(8);
      node.turnedElectedLeader();
      assertThat(node.lastSentTo(NODE_3).term()).isEqualTo(8);
    }

    @Test
    @DisplayName("Who sees a larger term than its own takes it over")
    void largerTermIsTakenOver() {
      Node asked = Node.follower(1, null);
      Node told = Node.follower(1, null);
      Node answered = Node.candidate();

      assertThat(asked.receives(NODE_2.asksForVote(5))).startsWith(store(5, 2));
      assertThat(told.receives(NODE_2.heartbeat(5))).startsWith(store(5, 2));
      answered.stored();
      assertThat(answered.isAnswered(NODE_2.deniesVote(5))).startsWith(store(5, null));
    }

    @Test
    @DisplayName("A candidate or leader whose term is out of date is a follower from then on")
    void outdatedCandidateAndLeaderFollow() {
      Node candidate = Node.candidate();
      candidate.stored();
      Node leader = Node.leader();

      candidate.receives(NODE_2.heartbeat(5));
      leader.receives(NODE_2.heartbeat(5));

      assertThat(candidate.view().role()).isEqualTo(Role.FOLLOWER);
      assertThat(leader.view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    @DisplayName("A request with an out-of-date term is turned down")
    void outdatedRequestIsTurnedDown() {
      Node node = Node.follower(5, null);

      assertThat(node.receives(NODE_2.asksForVote(4))).containsExactly(reply(SELF.deniesVote(5)));
      assertThat(node.receives(NODE_2.heartbeat(4))).containsExactly(reply(SELF.rejects(5)));
    }

    @Test
    @DisplayName("Requests are sent to all peers in parallel: none waits for the answer of another")
    void peersAreAskedInParallel() {
      Node node = Node.among(5).started();

      assertThat(node.at(600).wakesUp())
          .filteredOn(Effect.Send.class::isInstance)
          .extracting(effect -> ((Effect.Send) effect).peer())
          .containsExactly(2, 3, 4, 5);
    }

    @Test
    @DisplayName("What was asked and not answered is asked again")
    void unansweredRequestIsRepeated() {
      Node node = Node.leader();

      assertThat(node.at(700).wakesUp()).contains(send(NODE_3, SELF.heartbeat(1, 4, Set.of(2))));
      assertThat(node.at(800).wakesUp()).contains(send(NODE_3, SELF.heartbeat(1, 5, Set.of(2))));
    }
  }

  @Nested
  @DisplayName("§5.2 Leader election")
  class LeaderElection {

    @Test
    @DisplayName("A follower that hears nobody for an election timeout sets an election going")
    void silenceBringsAnElection() {
      Node node = Node.following(NODE_2, 1);

      node.at(709).wakesUp();
      assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
      node.at(710).wakesUp();
      assertThat(node.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    }

    @Test
    @DisplayName("A candidate raises its term, votes for itself and asks all others")
    void candidateVotesForItselfAndAsksAll() {
      Node node = Node.follower(3, 2).turnedPreCandidate();

      assertThat(node.isAnswered(NODE_3.grants(3)))
          .contains(
              store(4, 1),
              send(NODE_2, SELF.asksForVote(4, 2)),
              send(NODE_3, SELF.asksForVote(4, 2)));
    }

    @Test
    @DisplayName("A candidate wins with the votes of a majority of the whole cluster")
    void majorityWins() {
      Node node = Node.among(5).started().turnedPreCandidate().turnedCandidate();
      node.stored();

      node.isAnswered(NODE_2.grants(1));
      node.isAnswered(NODE_3.deniesVote(1));
      assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
      node.isAnswered(NODE_4.grants(1));
      assertThat(node.view().role()).isEqualTo(Role.LEADER);
    }

    @Test
    @DisplayName("A node votes for at most one candidate in a term, the first that asks")
    void firstComeFirstServed() {
      Node node = Node.follower(0, null);
      node.receives(NODE_3.asksForVote(1));
      assertThat(node.stored()).contains(reply(SELF.grants(1)));

      assertThat(node.receives(NODE_2.asksForVote(1))).containsExactly(reply(SELF.deniesVote(1)));
      assertThat(node.receives(NODE_3.asksForVote(1))).contains(reply(SELF.grants(1)));
    }

    @Test
    @DisplayName("The winner sends heartbeats to all others at once, so that nobody else stands")
    void winnerSendsHeartbeatsAtOnce() {
      Node node = Node.candidate();
      node.stored();

      assertThat(node.isAnswered(NODE_2.grants(1)))
          .contains(
              send(NODE_2, SELF.heartbeat(1, 3, Set.of(2))),
              send(NODE_3, SELF.heartbeat(1, 3, Set.of(2))));
    }

    @Test
    @DisplayName("A leader sends heartbeats for as long as it leads")
    void leaderKeepsSending() {
      Node node = Node.leader();

      for (long millis = 700; millis <= 2000; millis += 100) {
        assertThat(node.at(millis).wakesUp())
            .filteredOn(
                effect ->
                    effect instanceof Effect.Send send
                        && send.request() instanceof HeartbeatRequest)
            .hasSize(2);
        node.isAnswered(NODE_3.accepts(1));
      }
    }

    @Test
    @DisplayName("A candidate that hears a leader of its term, or a later one, follows it")
    void candidateFollowsALegitimateLeader() {
      for (long term : List.of(1L, 2L)) {
        Node node = Node.candidate();
        node.stored();

        node.receives(NODE_3.heartbeat(term));
        assertThat(node.view().role()).isEqualTo(Role.FOLLOWER);
      }
    }

    @Test
    @DisplayName("A candidate that hears a leader of an earlier term turns it down and goes on")
    void candidateIgnoresAnOutdatedLeader() {
      Node node = Node.candidate();
      node.stored();

      assertThat(node.receives(NODE_3.heartbeat(0))).containsExactly(reply(SELF.rejects(1)));
      assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    @DisplayName("A candidate that neither wins nor loses tries again after a new timeout")
    void candidateTriesAgain() {
      Node node = Node.candidate();
      node.stored();

      node.at(1219).wakesUp();
      assertThat(node.view().role()).isEqualTo(Role.CANDIDATE);
      assertThat(node.at(1220).wakesUp()).contains(send(NODE_2, SELF.asksForPreVote(2, 3)));
    }

    @Test
    @DisplayName("Timeouts are random, from a fixed range, and drawn anew for each election")
    void timeoutsAreRandom() {
      ElectionTimer timer = new ElectionTimer(Timings.DEFAULT, 1, new SplittableRandom(1));
      Set<Long> drawn = new HashSet<>();

      for (int draw = 0; draw < 1000; draw++) {
        timer.restart(0, 0);
        drawn.add(timer.deadlineNanos());
      }

      assertThat(drawn)
          .hasSizeGreaterThan(990)
          .allSatisfy(timeout -> assertThat(timeout).isBetween(Node.nanos(500), Node.nanos(1000)))
          .anyMatch(timeout -> timeout < Node.nanos(550))
          .anyMatch(timeout -> timeout > Node.nanos(950));
    }
  }

  @Nested
  @DisplayName("§6 Disruption, and Fig. 2 what is kept")
  class DisruptionAndPersistence {

    @Test
    @DisplayName("A node that hears a leader neither votes for another nor takes its term over")
    void requestIsIgnoredWhileALeaderIsHeard() {
      Node node = Node.following(NODE_2, 1);

      assertThat(node.at(300).receives(NODE_3.asksForVote(8)))
          .containsExactly(reply(SELF.deniesVote(1, 300)));
    }

    @Test
    @DisplayName("Term and vote are on disk before the vote is sent")
    void recordGoesBeforeTheAnswer() {
      Node node = Node.follower(0, null);

      assertThat(node.at(100).receives(NODE_2.asksForVote(1))).containsExactly(store(1, 2));
      assertThat(node.stored()).contains(reply(SELF.grants(1)));
    }

    @Test
    @DisplayName("A node that restarts goes on from the term and the vote that it had")
    void recordOutlivesARestart() {
      Node node = Node.restarted(5, 3).started();

      assertThat(node.at(550).receives(NODE_2.asksForVote(5)))
          .containsExactly(reply(SELF.deniesVote(5)));
    }
  }
}
