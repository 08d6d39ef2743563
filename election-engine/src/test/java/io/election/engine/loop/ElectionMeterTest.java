package io.election.engine.loop;

import static io.election.engine.loop.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Role;
import io.election.api.store.StoreException;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a node counts and times, and when. */
class ElectionMeterTest {

  private static final PromiseRequest ASKED =
      new PromiseRequest(500_000_000L, 500_000_000L, 100_000_000L);

  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(1);

  @Test
  void nodeThatIsElectedHasTakenEachRoleAndWon() {
    try (RunningNode node = RunningNode.leader()) {
      assertThat(node.meter.roles).containsExactly(Role.PRE_CANDIDATE, Role.CANDIDATE, Role.LEADER);
      assertThat(node.meter.outcomes).containsExactly(ElectionOutcome.WON);
    }
  }

  @Test
  void electionIsWonWithTheVotesAndNotWithTheLease() {
    try (RunningNode node = RunningNode.follower()) {
      answerOnlyVotes(node, 2);
      answerOnlyVotes(node, 3);

      node.advance(LONGEST_TIMEOUT);
      node.awaitHeartbeatTo(2);
      node.notice();

      assertThat(node.meter.outcomes).containsExactly(ElectionOutcome.WON);
      assertThat(node.election().isLeader()).isFalse();
    }
  }

  @Test
  void candidateWhomNobodyAnswersTimesOut() {
    try (RunningNode node = candidate()) {
      node.advance(LONGEST_TIMEOUT);

      assertThat(RunningNode.next(node.meter.outcomes)).isEqualTo(ElectionOutcome.TIMED_OUT);
      assertThat(node.meter.roles)
          .startsWith(Role.PRE_CANDIDATE, Role.CANDIDATE, Role.PRE_CANDIDATE);
    }
  }

  @Test
  void candidateThatHearsALeaderHasLost() {
    try (RunningNode node = candidate()) {
      await(node.receives(heartbeat(2, 1)));

      assertThat(node.meter.outcomes).containsExactly(ElectionOutcome.LOST);
      assertThat(node.meter.roles).endsWith(Role.CANDIDATE, Role.FOLLOWER);
    }
  }

  @Test
  void candidateWhoseStoreFailsHasLost() {
    try (RunningNode node = RunningNode.follower()) {
      node.store.failWith(new StoreException(StoreException.Problem.UNAVAILABLE, "disk full"));
      node.advance(LONGEST_TIMEOUT);

      assertThat(RunningNode.next(node.meter.outcomes)).isEqualTo(ElectionOutcome.LOST);
    }
  }

  @Test
  void askingForPreVotesIsNoElection() {
    try (RunningNode node = RunningNode.follower()) {
      node.transport.neverAnswers(2);
      node.transport.neverAnswers(3);
      node.advance(LONGEST_TIMEOUT);
      assertThat(RunningNode.next(node.meter.roles)).isEqualTo(Role.PRE_CANDIDATE);
      node.advance(LONGEST_TIMEOUT);
      await(node.receives(heartbeat(2, 1)));

      assertThat(node.meter.roles).containsExactly(Role.FOLLOWER);
      assertThat(node.meter.outcomes).isEmpty();
    }
  }

  @Test
  void failOverLastsFromTheLastHeartbeatOfOneLeaderToTheFirstOfTheNext() {
    try (RunningNode node = RunningNode.follower()) {
      await(node.receives(heartbeat(2, 1)));
      node.clock.advance(Duration.ofMillis(100));
      await(node.receives(heartbeat(2, 1)));
      node.clock.advance(Duration.ofMillis(300));
      await(node.receives(heartbeat(3, 2)));
      node.clock.advance(Duration.ofMillis(100));
      await(node.receives(heartbeat(3, 2)));

      assertThat(node.meter.gaps).containsExactly(Duration.ofMillis(300));
    }
  }

  @Test
  void failOverToThisNodeEndsWithItsOwnLeadership() {
    try (RunningNode node = RunningNode.follower()) {
      await(node.receives(heartbeat(2, 1)));
      node.becomeLeader();

      assertThat(node.meter.gaps).containsExactly(LONGEST_TIMEOUT);
    }
  }

  @Test
  void leaderThatIsReplacedHasHeardNoLastHeartbeat() {
    try (RunningNode node = RunningNode.follower()) {
      await(node.receives(heartbeat(2, 1)));
      node.becomeLeader();
      node.clock.advance(Duration.ofMillis(100));
      await(node.receives(heartbeat(3, 3)));

      assertThat(node.meter.gaps).containsExactly(LONGEST_TIMEOUT);
    }
  }

  @Test
  void sameLeaderInANewTermIsAFailOverToo() {
    try (RunningNode node = RunningNode.follower()) {
      await(node.receives(heartbeat(2, 1)));
      node.clock.advance(Duration.ofMillis(700));
      await(node.receives(heartbeat(2, 3)));

      assertThat(node.meter.gaps).containsExactly(Duration.ofMillis(700));
    }
  }

  @Test
  void refusedMessagesAreCounted() {
    try (RunningNode node = RunningNode.notStarted()) {
      node.loop.start();
      await(node.receives(preVote(ScriptedTransport.sender("another", 2, 2, 7))));
      await(node.receives(preVote(ScriptedTransport.sender("test", 99, 2, 7))));
      await(node.receives(preVote(ScriptedTransport.sender("test", 2, 9, 7))));
      await(node.receives(preVote(ScriptedTransport.sender("test", 2, 2, 7))));
      await(node.receives(preVote(ScriptedTransport.sender("test", 2, 2, 8))));
      node.close();
      await(node.receives(preVote(ScriptedTransport.sender("test", 2, 2, 7))));

      assertThat(node.meter.refusals)
          .containsExactly(
              Refusal.Reason.OTHER_CLUSTER,
              Refusal.Reason.UNKNOWN_PROTOCOL,
              Refusal.Reason.NOT_A_MEMBER,
              Refusal.Reason.DUPLICATE_ID,
              Refusal.Reason.UNAVAILABLE);
    }
  }

  @Test
  void whatATransportRefusesIsCountedAndTouchesNothing() {
    try (RunningNode node = RunningNode.follower()) {
      long term = node.status().term();

      Refusal refusal = node.loop.refuse(Refusal.Reason.NOT_AUTHENTICATED, "not signed");

      assertThat(refusal.detail()).isEqualTo("not signed");
      assertThat(refusal.sender().nodeId()).isEqualTo(node.status().nodeId());
      assertThat(node.meter.refusals).containsExactly(Refusal.Reason.NOT_AUTHENTICATED);
      assertThat(node.status().term()).isEqualTo(term);
    }
  }

  /** A node in term 1 that nobody has voted for yet. */
  private static RunningNode candidate() {
    RunningNode node = RunningNode.follower();
    answerOnlyPreVotes(node, 2);
    answerOnlyPreVotes(node, 3);
    node.advance(LONGEST_TIMEOUT);
    // Its answers tell when its term is durable, and with that the vote for itself.
    PeerResponse answer;
    do {
      answer = await(node.receives(preVote(ScriptedTransport.sender(2))));
    } while (((VoteResponse) answer).term() == 0);
    return node;
  }

  private static void answerOnlyPreVotes(RunningNode node, int peer) {
    node.transport.script(
        peer,
        request ->
            request instanceof VoteRequest vote && vote.preVote()
                ? CompletableFuture.completedFuture(ScriptedTransport.yes(peer, request))
                : new CompletableFuture<>());
  }

  private static void answerOnlyVotes(RunningNode node, int peer) {
    node.transport.script(
        peer,
        request ->
            request instanceof VoteRequest
                ? CompletableFuture.completedFuture(ScriptedTransport.yes(peer, request))
                : new CompletableFuture<>());
  }

  private static HeartbeatRequest heartbeat(int leader, long term) {
    return new HeartbeatRequest(
        ScriptedTransport.sender(leader), term, 1, Set.of(1, 2, 3), 0, ASKED);
  }

  private static PeerRequest preVote(Sender sender) {
    return new VoteRequest(sender, 1, 1, true);
  }
}
