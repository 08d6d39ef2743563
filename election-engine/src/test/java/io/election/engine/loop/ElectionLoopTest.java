package io.election.engine.loop;

import static io.election.engine.loop.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.ElectionStatus;
import io.election.api.ElectionStatus.MemberStatus;
import io.election.api.Leader;
import io.election.api.Leadership;
import io.election.api.LeadershipLost;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is answered, and when. */
class ElectionLoopTest {

  private static final PromiseRequest ASKED =
      new PromiseRequest(500_000_000L, 500_000_000L, 100_000_000L);

  private static final Duration LEASE = Duration.ofMillis(475);

  @Test
  void isLeaderFollowsTheClockAtEachCall() {
    try (RunningNode node = RunningNode.leader()) {
      assertThat(node.election().isLeader()).isTrue();

      node.clock.advance(LEASE.minusNanos(1));
      assertThat(node.election().isLeader()).isTrue();

      node.clock.advance(Duration.ofNanos(1));
      assertThat(node.election().isLeader()).isFalse();
    }
  }

  @Test
  void leadershipEndsWithTheLease() {
    try (RunningNode node = RunningNode.follower()) {
      Leadership told = node.becomeLeader().leadership();
      Leadership leadership = node.election().leadership().orElseThrow();

      assertThat(leadership.term()).isEqualTo(1).isEqualTo(told.term());
      assertThat(leadership.remaining()).isEqualTo(LEASE).isEqualTo(told.remaining());

      node.clock.advance(Duration.ofMillis(75));
      assertThat(leadership.remaining()).isEqualTo(Duration.ofMillis(400));

      node.clock.advance(LEASE);
      assertThat(leadership.remaining()).isZero();
      assertThat(node.election().leadership()).isEmpty();
    }
  }

  @Test
  void laterLeadershipDoesNotReviveAnEarlierOne() {
    try (RunningNode node = RunningNode.follower()) {
      Leadership first = node.becomeLeader().leadership();
      node.advance(Duration.ofSeconds(10));
      Leadership second = node.becomeLeader().leadership();

      assertThat(second.term()).isGreaterThan(first.term());
      assertThat(second.remaining()).isEqualTo(LEASE);
      assertThat(first.remaining()).isZero();
    }
  }

  @Test
  void statusOfALeader() {
    try (RunningNode node = RunningNode.leader()) {
      ElectionStatus status = node.status();

      assertThat(status.clusterId()).isEqualTo("test");
      assertThat(status.nodeId()).isEqualTo(1);
      assertThat(status.role()).isEqualTo(Role.LEADER);
      assertThat(status.term()).isEqualTo(1);
      assertThat(status.votedFor()).isEqualTo(1);
      assertThat(status.leader()).isEqualTo(node.election().leader().orElseThrow());
      assertThat(status.isLeader()).isTrue();
      assertThat(status.leaseRemaining()).isEqualTo(LEASE);
      assertThat(status.followsLiveLeader()).isFalse();
      assertThat(status.paused()).isFalse();
      assertThat(status.storage()).isEqualTo("memory");
      assertThat(status.members())
          .first()
          .isEqualTo(new MemberStatus(1, "127.0.0.1:7101", true, true, Duration.ZERO));
    }
  }

  @Test
  void statusOfALeaderWhoseLeaseHasJustRunOut() {
    try (RunningNode node = RunningNode.leader()) {
      node.clock.advance(LEASE);

      assertThat(node.status().isLeader()).isFalse();
      assertThat(node.status().leaseRemaining()).isZero();
      assertThat(node.status().leader()).isNull();
      assertThat(node.election().leader()).isEmpty();
    }
  }

  @Test
  void followerKnowsItsLeaderAndWhomThatOneReaches() {
    try (RunningNode node = RunningNode.follower()) {
      assertThat(await(node.receives(heartbeat(2, 4))))
          .isInstanceOfSatisfying(
              HeartbeatResponse.class,
              response -> {
                assertThat(response.term()).isEqualTo(4);
                assertThat(response.accepted()).isTrue();
              });

      Leader leader = node.election().leader().orElseThrow();
      assertThat(leader.id()).isEqualTo(2);
      assertThat(leader.address()).isEqualTo("127.0.0.1:7102");
      assertThat(leader.term()).isEqualTo(4);
      assertThat(node.election().isLeader()).isFalse();
      assertThat(node.status().followsLiveLeader()).isTrue();
      assertThat(node.status().members())
          .containsExactly(
              new MemberStatus(1, "127.0.0.1:7101", true, true, Duration.ZERO),
              new MemberStatus(2, "127.0.0.1:7102", false, true, Duration.ZERO),
              new MemberStatus(3, "127.0.0.1:7103", false, true, null));
    }
  }

  @Test
  void leaderThatIsSilentForTheLongestTimeoutIsNotAlive() {
    try (RunningNode node = RunningNode.follower()) {
      await(node.receives(heartbeat(2, 4)));

      node.clock.advance(Duration.ofMillis(1000).minusNanos(1));
      assertThat(node.status().followsLiveLeader()).isTrue();
      node.clock.advance(Duration.ofNanos(1));
      assertThat(node.status().followsLiveLeader()).isFalse();
      assertThat(node.status().members())
          .extracting(MemberStatus::reachable)
          .containsExactly(true, false, false);
    }
  }

  @Test
  void voteIsAnsweredOnceItIsSaved() {
    try (RunningNode node = RunningNode.follower()) {
      node.store.hang();
      CompletableFuture<PeerResponse> answer = node.receives(voteRequest(2, 1));
      node.notice();
      assertThat(answer).isNotDone();
      assertThat(node.status().term()).isZero();

      node.store.goOn();

      assertThat(await(answer))
          .isInstanceOfSatisfying(
              VoteResponse.class, response -> assertThat(response.granted()).isTrue());
      assertThat(node.store.load())
          .hasValueSatisfying(saved -> assertThat(saved.votedFor()).isEqualTo(2));
      assertThat(node.status().votedFor()).isEqualTo(2);
    }
  }

  @Test
  void requestsThatPileUpAreRefused() {
    try (RunningNode node = RunningNode.follower()) {
      node.store.hang();
      for (int open = 0; open < 1024; open++) {
        assertThat(node.receives(voteRequest(2, 1))).isNotDone();
      }

      assertThat(node.receives(voteRequest(2, 1)))
          .isCompletedWithValueMatching(ElectionLoopTest::isUnavailable);
    }
  }

  @Test
  void closingLeaderGivesLeadershipUp() {
    RunningNode node = RunningNode.leader();

    node.close();

    assertThat(node.election().isLeader()).isFalse();
    assertThat(node.election().leader()).isEmpty();
    assertThat(node.awaitEvent(LeadershipLost.class).reason()).isEqualTo(LossReason.STOPPED);
  }

  @Test
  void requestsAfterCloseAreRefused() {
    RunningNode node = RunningNode.follower();
    node.close();
    node.close();

    assertThat(node.receives(voteRequest(2, 1)))
        .isCompletedWithValueMatching(ElectionLoopTest::isUnavailable);
    assertThat(node.store.load()).isEmpty();
  }

  @Test
  void voteThatIsNotSavedAtCloseIsNotGiven() {
    RunningNode node = RunningNode.follower();
    node.store.hang();
    CompletableFuture<PeerResponse> waiting = node.receives(voteRequest(2, 1));

    node.loop.close();

    assertThat(await(waiting))
        .isInstanceOfSatisfying(
            VoteResponse.class, response -> assertThat(response.granted()).isFalse());
    node.store.goOn();
  }

  @Test
  void heartbeatsThatWaitAtCloseAreRefused() {
    RunningNode node = RunningNode.follower();
    node.store.hang();
    CompletableFuture<PeerResponse> waiting = node.receives(heartbeat(2, 1));

    node.loop.close();

    assertThat(await(waiting)).matches(ElectionLoopTest::isUnavailable);
    node.store.goOn();
  }

  @Test
  void nodeThatIsClosedBeforeItsStartRefusesToo() {
    RunningNode node = RunningNode.notStarted();
    CompletableFuture<PeerResponse> before = node.receives(voteRequest(2, 1));

    node.close();

    assertThat(await(before)).matches(ElectionLoopTest::isUnavailable);
    assertThat(await(node.receives(voteRequest(2, 1)))).matches(ElectionLoopTest::isUnavailable);
  }

  @Test
  void whatHangsOnTheResultOfAHandOverHoldsUpNothing() {
    try (RunningNode node = RunningNode.leader()) {
      CompletableFuture<Void> hanging = new CompletableFuture<>();
      node.loop.control().resign().thenRun(hanging::join);
      node.awaitEvent(LeadershipLost.class);

      await(node.receives(heartbeat(2, 4)));
      node.notice();

      assertThat(node.status().leader()).isNotNull();
      hanging.complete(null);
    }
  }

  @Test
  void closingEndsTheThreadOfTheStore() throws InterruptedException {
    RunningNode node = RunningNode.leader();
    Thread writing = RunningNode.next(node.store.writers());

    node.close();

    writing.join(Duration.ofSeconds(RunningNode.FAILURE_AFTER_SECONDS).toMillis());
    assertThat(writing.isAlive()).isFalse();
  }

  private static boolean isUnavailable(PeerResponse response) {
    return response instanceof Refusal refusal && refusal.reason() == Refusal.Reason.UNAVAILABLE;
  }

  private static HeartbeatRequest heartbeat(int leader, long term) {
    return new HeartbeatRequest(ScriptedTransport.sender(leader), term, 1, Set.of(1, 3), 0, ASKED);
  }

  private static VoteRequest voteRequest(int candidate, long term) {
    return new VoteRequest(ScriptedTransport.sender(candidate), term, 1, false);
  }
}
