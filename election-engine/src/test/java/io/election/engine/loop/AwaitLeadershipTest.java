package io.election.engine.loop;

import static io.election.engine.loop.RunningNode.FAILURE_AFTER_SECONDS;
import static io.election.engine.loop.RunningNode.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.election.api.Leadership;
import io.election.api.LeadershipLost;
import io.election.api.transport.PeerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code Election.awaitLeadership} and {@code whenLeader} promise, sentence by sentence. */
@Timeout(FAILURE_AFTER_SECONDS)
class AwaitLeadershipTest {

  private static final Duration VERY_LONG = Duration.ofSeconds(Long.MAX_VALUE);

  // A thread that waits.

  @Test
  void threadReturnsAtOnceWhereThisNodeLeads() throws Exception {
    try (RunningNode node = RunningNode.leader()) {
      assertThat(node.election().awaitLeadership(VERY_LONG))
          .hasValueSatisfying(leadership -> assertThat(leadership.term()).isEqualTo(1));
    }
  }

  @Test
  void threadWaitsUntilThisNodeLeads() throws Exception {
    try (RunningNode node = RunningNode.follower()) {
      WaitingThread waiting = WaitingThread.at(node);

      node.becomeLeader();

      Leadership leadership = waiting.result().orElseThrow();
      assertThat(leadership.term()).isEqualTo(1);
      assertThat(leadership.remaining()).isPositive();
    }
  }

  @Test
  void threadWaitsForTheNextLeadershipAfterOneThatIsOver() throws Exception {
    try (RunningNode node = RunningNode.leader()) {
      node.advance(Duration.ofSeconds(10));
      node.awaitEvent(LeadershipLost.class);
      WaitingThread waiting = WaitingThread.at(node);

      node.becomeLeader();

      assertThat(waiting.result().orElseThrow().term()).isEqualTo(2);
    }
  }

  /** It looks when the lease is over, while the loop stands still that is about to renew it. */
  @Test
  void threadDoesNotSleepOnWhileThisNodeLeads() throws Exception {
    try (RunningNode node = RunningNode.leader()) {
      CompletableFuture<Thread> loop = new CompletableFuture<>();
      CompletableFuture<PeerResponse> answer = new CompletableFuture<>();
      node.transport.neverAnswers(3);
      node.transport.script(
          2,
          request -> {
            loop.complete(Thread.currentThread());
            return answer;
          });
      node.advance(Duration.ofMillis(100));
      WaitingThread.awaitRest(await(loop));
      CompletableFuture<WaitingThread> waiting = new CompletableFuture<>();
      node.clock.pauseAfterReading(
          loop.join(),
          () -> {
            node.clock.advance(Duration.ofMillis(400));
            waiting.complete(WaitingThread.at(node));
          });

      answer.complete(ScriptedTransport.yes(2, node.awaitHeartbeatTo(2)));
      await(waiting);
      node.notice();

      assertThat(node.election().isLeader()).isFalse();
      node.transport.script(
          2, request -> CompletableFuture.completedFuture(ScriptedTransport.yes(2, request)));
      node.becomeLeader();
      assertThat(waiting.join().result().orElseThrow().term()).isEqualTo(2);
    }
  }

  @Test
  void threadWaitsNoLongerThanItsTimeout() throws Exception {
    try (RunningNode node = RunningNode.follower()) {
      assertThat(node.election().awaitLeadership(Duration.ofMillis(1))).isEmpty();
    }
  }

  @Test
  void withoutATimeoutItOnlyLooks() throws Exception {
    try (RunningNode node = RunningNode.follower()) {
      assertThat(node.election().awaitLeadership(Duration.ZERO)).isEmpty();
      assertThat(node.election().awaitLeadership(VERY_LONG.negated())).isEmpty();

      node.becomeLeader();
      assertThat(node.election().awaitLeadership(Duration.ZERO)).isPresent();
      assertThat(node.election().awaitLeadership(VERY_LONG.negated())).isPresent();
    }
  }

  @Test
  void threadThatIsInterruptedWhileItWaitsIsToldSo() throws Exception {
    try (RunningNode node = RunningNode.follower()) {
      WaitingThread waiting = WaitingThread.at(node);

      waiting.thread.interrupt();

      assertThatThrownBy(waiting::result).hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void threadReturnsWhenTheNodeStops() throws Exception {
    RunningNode node = RunningNode.follower();
    WaitingThread waiting = WaitingThread.at(node);

    node.close();

    assertThat(waiting.result()).isEmpty();
    assertThat(node.election().awaitLeadership(VERY_LONG)).isEmpty();
  }

  @Test
  void listenerThatHangsHoldsUpNoThread() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    try (RunningNode node = RunningNode.withListener(event -> await(hanging))) {
      WaitingThread waiting = WaitingThread.at(node);

      node.advance(Duration.ofSeconds(1));

      assertThat(waiting.result()).isPresent();
      hanging.countDown();
    }
  }

  // A stage.

  @Test
  void stageIsCompleteWhereThisNodeLeads() {
    try (RunningNode node = RunningNode.leader()) {
      assertThat(node.election().whenLeader().toCompletableFuture())
          .isCompletedWithValueMatching(leadership -> leadership.term() == 1);
    }
  }

  @Test
  void stageCompletesWhenThisNodeLeadsOnTheThreadOfTheEvents() {
    try (RunningNode node = RunningNode.follower()) {
      CompletableFuture<Leadership> stage = node.election().whenLeader().toCompletableFuture();
      CompletableFuture<String> completedOn =
          stage.thenApply(leadership -> Thread.currentThread().getName());
      assertThat(stage).isNotDone();

      node.becomeLeader();

      assertThat(await(completedOn)).isEqualTo("election-events-1");
      assertThat(stage.join().term()).isEqualTo(1);
    }
  }

  @Test
  void stageIsNotCompletedWithALeadershipThatIsOver() {
    CountDownLatch hanging = new CountDownLatch(1);
    try (RunningNode node = RunningNode.withListener(event -> await(hanging))) {
      CompletableFuture<Leadership> stage = node.election().whenLeader().toCompletableFuture();
      node.becomeLeaderUnheard();
      node.advance(Duration.ofSeconds(10));
      hanging.countDown();
      node.awaitEvent(LeadershipLost.class);
      assertThat(stage).isNotDone();

      node.becomeLeader();

      assertThat(await(stage).term()).isEqualTo(2);
    }
  }

  @Test
  void stageIsCancelledWhenThisNodeStops() {
    RunningNode node = RunningNode.follower();
    CompletableFuture<Leadership> before = node.election().whenLeader().toCompletableFuture();

    node.close();

    assertThat(before).isCancelled();
    assertThat(node.election().whenLeader().toCompletableFuture()).isCancelled();
  }

  @Test
  void stageIsCancelledWhenThisNodeStopsEvenIfAListenerHangs() {
    CountDownLatch hanging = new CountDownLatch(1);
    RunningNode node = RunningNode.withListener(event -> await(hanging));
    CompletableFuture<Leadership> stage = node.election().whenLeader().toCompletableFuture();

    node.close();

    assertThat(stage).isCancelled();
    hanging.countDown();
  }

  @Test
  void whatHangsOnAStageMayThrow() {
    try (RunningNode node = RunningNode.follower();
        LogLines lines = LogLines.open()) {
      node.election()
          .whenLeader()
          .thenAccept(
              leadership -> {
                throw new IllegalStateException("mine");
              });

      node.becomeLeader();
      tellAnotherListener(node);

      assertThat(lines.told).noneMatch(line -> line.contains("failed on"));
    }
  }

  /** The thread of the listeners has nothing of an earlier one in its hands after this. */
  private static void tellAnotherListener(RunningNode node) {
    CountDownLatch told = new CountDownLatch(1);
    node.election().subscribe(event -> told.countDown());
    await(told);
  }

  /** Waits for leadership, for as long as it takes. */
  private static final class WaitingThread {

    private final FutureTask<Optional<Leadership>> task;
    private final Thread thread;

    private WaitingThread(RunningNode node) {
      Callable<Optional<Leadership>> wait = () -> node.election().awaitLeadership(VERY_LONG);
      task = new FutureTask<>(wait);
      thread = DaemonThreads.named("waiting", task);
    }

    /** It waits when this returns. */
    static WaitingThread at(RunningNode node) {
      WaitingThread waiting = new WaitingThread(node);
      waiting.thread.start();
      awaitRest(waiting.thread);
      return waiting;
    }

    static void awaitRest(Thread thread) {
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }

    Optional<Leadership> result() throws Exception {
      return task.get(FAILURE_AFTER_SECONDS, SECONDS);
    }
  }
}
