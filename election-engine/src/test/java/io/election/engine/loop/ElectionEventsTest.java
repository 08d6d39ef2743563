package io.election.engine.loop;

import static io.election.engine.loop.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What listeners hear, and that they stop nothing (rule E1). */
class ElectionEventsTest {

  @Test
  void acquiredAndLostAlternateEachWithItsTerm() {
    try (RunningNode node = RunningNode.follower()) {
      for (int leadership = 1; leadership <= 3; leadership++) {
        node.becomeLeader();
        node.advance(Duration.ofSeconds(10));
        node.awaitEvent(LeadershipLost.class);
      }

      assertThat(node.told)
          .filteredOn(event -> !(event instanceof LeaderChanged))
          .extracting(
              event -> event.getClass().getSimpleName(), ElectionEvent::term, ElectionEvent::role)
          .containsExactly(
              tuple("LeadershipAcquired", 1L, Role.LEADER),
              tuple("LeadershipLost", 1L, Role.FOLLOWER),
              tuple("LeadershipAcquired", 2L, Role.LEADER),
              tuple("LeadershipLost", 2L, Role.FOLLOWER),
              tuple("LeadershipAcquired", 3L, Role.LEADER),
              tuple("LeadershipLost", 3L, Role.FOLLOWER));
    }
  }

  @Test
  void changesOfLeaderComeInOrderWithReasons() {
    try (RunningNode node = RunningNode.follower()) {
      node.becomeLeader();
      node.advance(Duration.ofSeconds(10));
      node.awaitEvent(LeadershipLost.class);

      LeaderChanged gone = node.awaitEvent(LeaderChanged.class);
      assertThat(gone.leader()).isEmpty();
      assertThat(gone.term()).isEqualTo(1);
      assertThat(gone.reason()).isEqualTo("this node stepped down, SUSPENDED");
    }
  }

  @Test
  void newLeaderIsToldBeforeItsLeadership() {
    try (RunningNode node = RunningNode.follower()) {
      node.awaitEvent(LeaderChanged.class);
      node.advance(Duration.ofSeconds(1));

      assertThat(RunningNode.next(node.events))
          .isInstanceOfSatisfying(
              LeaderChanged.class,
              event -> {
                assertThat(event.leader())
                    .hasValueSatisfying(leader -> assertThat(leader.id()).isEqualTo(1));
                assertThat(event.term()).isEqualTo(1);
                assertThat(event.role()).isEqualTo(Role.LEADER);
                assertThat(event.reason()).isEqualTo("elected by a majority");
              });
      assertThat(RunningNode.next(node.events)).isInstanceOf(LeadershipAcquired.class);
    }
  }

  @Test
  void isLeaderIsFalseBeforeTheLossIsTold() {
    BlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
    try (RunningNode node =
        RunningNode.withListener(
            telling -> {
              if (telling.told.stream().anyMatch(LeadershipLost.class::isInstance)) {
                seen.add(telling.election().isLeader());
              }
            })) {
      node.becomeLeader();
      node.loop.close();

      assertThat(RunningNode.next(seen)).isFalse();
    }
  }

  @Test
  void listenerHasAThreadOfItsOwn() {
    CompletableFuture<String> told = new CompletableFuture<>();
    CompletableFuture<String> sent = new CompletableFuture<>();
    try (RunningNode node =
        RunningNode.withListener(event -> told.complete(Thread.currentThread().getName()))) {
      node.transport.script(
          2,
          request -> {
            sent.complete(Thread.currentThread().getName());
            return new CompletableFuture<>();
          });
      node.becomeLeader();

      assertThat(await(told)).isEqualTo("election-events-1").isNotEqualTo(await(sent));
    }
  }

  @Test
  void listenerThatThrowsStopsNothingAndHearsWhatFollows() {
    for (Throwable failure :
        List.of(new IllegalStateException("mine"), new AssertionError("mine"))) {
      try (RunningNode node = RunningNode.withListener(event -> throwIt(failure))) {
        node.becomeLeader();
        node.advance(Duration.ofMillis(100));
        node.awaitHeartbeatTo(2);
        assertThat(node.election().isLeader()).isTrue();

        node.advance(Duration.ofSeconds(10));
        assertThat(node.awaitEvent(LeadershipLost.class).term()).isEqualTo(1);
      }
    }
  }

  private static void throwIt(Throwable failure) {
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    throw (Error) failure;
  }

  @Test
  void listenerThatHangsStopsNothing() {
    CountDownLatch hanging = new CountDownLatch(1);
    try (RunningNode node = RunningNode.withListener(telling -> RunningNode.await(hanging))) {
      node.advance(Duration.ofSeconds(1));
      assertThat(RunningNode.next(node.events)).isInstanceOf(LeaderChanged.class);
      // Less than a second: the store, which is quick in real time only, is not asked for a proof.
      for (int round = 0; round < 9; round++) {
        node.awaitHeartbeatTo(2);
        node.advance(Duration.ofMillis(100));
      }

      assertThat(node.election().isLeader()).isTrue();
      assertThat(node.told).hasSize(1);
      hanging.countDown();
      node.awaitEvent(LeadershipAcquired.class);
    }
  }
}
