package io.election.engine.loop;

import static io.election.engine.loop.ShownNode.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.Registration;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/**
 * What {@code Election.runAsLeader} promises, sentence by sentence. The test is the watch: it looks
 * when it likes, so what has not happened after a look does not happen.
 */
class LeaderTasksTest {

  private static final Duration QUARTER = LEASE.dividedBy(4);

  private final ShownNode node = new ShownNode();
  private final ListenerFailures failures = new ListenerFailures(1);
  private final BlockingQueue<Long> endedRuns = new LinkedBlockingQueue<>();
  private final LeaderTasks tasks =
      new LeaderTasks(
          node.shown,
          new Watch(1, node.clock),
          LEASE.toNanos(),
          (task, term) ->
              TaskRun.start(
                  1, task, node.shown.leadershipOf(term), failures, () -> endedRuns.add(term)));
  private final ObservedTask task = new ObservedTask();

  /** The watch sees that a run has ended. */
  private void awaitEndOfRun() {
    RunningNode.next(endedRuns);
    tasks.look();
  }

  private ObservedTask.Run runInTerm(long term) {
    node.leads(term);
    tasks.add(task);
    tasks.look();
    return task.awaitRun();
  }

  private void assertNotStarted() {
    tasks.look();
    CompletableFuture<Void> noRun = tasks.ended(Long.MAX_VALUE);
    tasks.look();
    assertThat(noRun).as("nothing runs").isCompleted();
    assertThat(task.hasNoOtherRun()).isTrue();
  }

  @Test
  void startedWhenThisNodeIsElected() {
    tasks.add(task);
    assertNotStarted();

    node.leads(3);
    tasks.look();

    assertThat(task.awaitRun().leadership.term()).isEqualTo(3);
  }

  @Test
  void startedAtOnceIfThisNodeLeads() {
    node.leads(3);
    tasks.look();

    tasks.add(task);
    tasks.look();

    assertThat(task.awaitRun().leadership.term()).isEqualTo(3);
  }

  @Test
  void runsOnAThreadOfItsOwnThatKeepsNoProcessAlive() {
    ObservedTask other = new ObservedTask();
    Thread first = runInTerm(3).thread;
    tasks.add(other);
    tasks.look();

    Thread second = other.awaitRun().thread;

    assertThat(first).isNotSameAs(second).isNotSameAs(Thread.currentThread());
    assertThat(first.isDaemon()).isTrue();
    assertThat(first.getName()).isEqualTo("election-task-1-term-3");
  }

  @Test
  void isGivenTheLeadershipInWhichItWasStarted() {
    ObservedTask.Run run = runInTerm(3);

    assertThat(run.leadership.remaining()).isEqualTo(LEASE);
    node.leadsNoMore();
    assertThat(run.leadership.remaining()).isZero();
  }

  @Test
  void interruptedBeforeTheLeaseEndsWhenAQuarterOfItIsLeft() {
    ObservedTask.Run run = runInTerm(3);

    node.clock.advance(LEASE.minus(QUARTER).minusNanos(1));
    assertThat(tasks.look()).isEqualTo(node.clock.getAsLong() + 1);
    assertThat(run.thread.isInterrupted() || run.isInterrupted()).isFalse();

    node.clock.advance(Duration.ofNanos(1));
    tasks.look();
    run.awaitInterrupt();
    assertThat(node.shown.isLeader()).isTrue();
  }

  @Test
  void leaseThatIsRenewedInTimeInterruptsNothing() {
    ObservedTask.Run run = runInTerm(3);

    for (int round = 0; round < 10; round++) {
      node.clock.advance(Duration.ofMillis(100));
      node.leads(3);
      assertThat(tasks.look()).isEqualTo(node.clock.getAsLong() + LEASE.minus(QUARTER).toNanos());
    }

    assertThat(run.thread.isInterrupted() || run.isInterrupted()).isFalse();
    assertThat(task.hasNoOtherRun()).isTrue();
  }

  @Test
  void interruptedWhenLeadershipIsLostOrHandedOver() {
    ObservedTask.Run run = runInTerm(3);

    node.leadsNoMore();
    tasks.look();

    run.awaitInterrupt();
  }

  @Test
  void renewedLeaseStartsItAgainOnceItHasEnded() {
    ObservedTask.Run first = runInTerm(3);
    node.clock.advance(LEASE.minus(QUARTER));
    tasks.look();
    first.awaitInterrupt();

    node.leads(3);
    tasks.look();
    assertThat(task.hasNoOtherRun()).isTrue();

    first.returns();
    awaitEndOfRun();
    assertThat(task.awaitRun().leadership.term()).isEqualTo(3);
  }

  @Test
  void notStartedAgainWhileTheLeaseIsNotRenewed() {
    ObservedTask.Run first = runInTerm(3);
    node.clock.advance(LEASE.minus(QUARTER));
    tasks.look();
    first.returns();
    awaitEndOfRun();

    assertNotStarted();
  }

  @Test
  void laterLeadershipWaitsForARunThatDoesNotEnd() {
    ObservedTask.Run stubborn = runInTerm(3);
    node.leadsNoMore();
    tasks.look();
    stubborn.awaitInterrupt();

    node.leads(5);
    tasks.look();
    assertThat(task.hasNoOtherRun()).isTrue();

    stubborn.returns();
    awaitEndOfRun();
    assertThat(task.awaitRun().leadership.term()).isEqualTo(5);
  }

  @Test
  void laterLeadershipInterruptsTheRunOfAnEarlierOneThatNobodySawEnd() {
    ObservedTask.Run run = runInTerm(3);

    node.leads(5);
    tasks.look();

    run.awaitInterrupt();
  }

  @Test
  void taskThatReturnsIsStartedAgainInTheNextLeadershipOnly() {
    runInTerm(3).returns();
    awaitEndOfRun();
    assertNotStarted();

    node.leads(4);
    tasks.look();
    assertThat(task.awaitRun().leadership.term()).isEqualTo(4);
  }

  @Test
  void taskThatFailsIsLoggedAndCountedAndStartedAgainInTheNextLeadershipOnly() {
    IllegalStateException failure = new IllegalStateException("mine");
    try (LogLines lines = LogLines.open()) {
      runInTerm(3).throwsIt(failure);
      awaitEndOfRun();

      assertThat(lines.told)
          .containsExactly(
              "WARNING node 1: leader task io.election.engine.loop.ObservedTask failed in term 3");
      assertThat(lines.thrown).containsExactly(failure);
    }
    assertThat(failures.getAsLong()).isEqualTo(1);
    assertNotStarted();

    node.leads(4);
    tasks.look();
    assertThat(task.awaitRun().leadership.term()).isEqualTo(4);
  }

  @Test
  void taskThatEndsBecauseItWasInterruptedHasNotFailed() {
    ObservedTask.Run run = runInTerm(3);
    node.leadsNoMore();
    tasks.look();
    run.awaitInterrupt();

    run.throwsIt(new IllegalStateException(new InterruptedException()));
    awaitEndOfRun();

    assertThat(failures.getAsLong()).isZero();
  }

  @Test
  void taskThatFailsWhileItEndsIsCounted() {
    ObservedTask.Run run = runInTerm(3);
    node.leadsNoMore();
    tasks.look();
    run.awaitInterrupt();

    run.throwsIt(new IllegalStateException("cannot roll back"));
    awaitEndOfRun();

    assertThat(failures.getAsLong()).isEqualTo(1);
  }

  @Test
  void interruptThatNobodySentIsAFailure() {
    runInTerm(3).throwsIt(new InterruptedException());
    awaitEndOfRun();

    assertThat(failures.getAsLong()).isEqualTo(1);
    assertNotStarted();
  }

  @Test
  void taskThatIsTakenBackIsInterruptedAndNotStartedAgain() {
    node.leads(3);
    Registration registration = tasks.add(task);
    tasks.look();
    ObservedTask.Run run = task.awaitRun();

    registration.close();
    registration.close();
    tasks.look();
    run.awaitInterrupt();

    run.returns();
    awaitEndOfRun();
    node.leads(4);
    assertNotStarted();
  }

  @Test
  void taskThatIsTakenBackBeforeItsFirstRunNeverRuns() {
    tasks.add(task).close();
    node.leads(3);

    assertNotStarted();
  }

  @Test
  void endOfALeadershipWaitsForItsRuns() {
    ObservedTask.Run run = runInTerm(3);
    node.leadsNoMore();

    CompletableFuture<Void> earlier = tasks.ended(2);
    CompletableFuture<Void> ended = tasks.ended(3);
    tasks.look();
    run.awaitInterrupt();
    tasks.look();
    assertThat(earlier).isCompleted();
    assertThat(ended).isNotDone();

    run.returns();
    awaitEndOfRun();
    assertThat(ended).isCompleted();
  }

  @Test
  void runningNodeInterruptsInTimeWhateverListenersDo() {
    CountDownLatch hanging = new CountDownLatch(1);
    try (RunningNode running = RunningNode.follower()) {
      running.loop.election().subscribe(event -> RunningNode.await(hanging));
      running.loop.election().runAsLeader(task);
      running.becomeLeaderUnheard();
      ObservedTask.Run run = task.awaitRun();
      running.transport.neverAnswers(2);
      running.transport.neverAnswers(3);

      running.advance(LEASE.minus(QUARTER));

      run.awaitInterrupt();
      assertThat(running.election().isLeader()).isTrue();
      hanging.countDown();
      run.returns();
    }
  }

  @Test
  void nodeThatStopsInterruptsItsTasks() {
    try (RunningNode running = RunningNode.leader()) {
      running.loop.election().runAsLeader(task);
      ObservedTask.Run run = task.awaitRun();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(running::close);

      run.awaitInterrupt();
      assertThat(running.election().isLeader()).isFalse();
      run.returns();
      RunningNode.await(closed);
    }
  }
}
