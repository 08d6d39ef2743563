package io.election.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a real election and the one for tests of applications both promise. {@link
 * #HANG_GUARD_SECONDS} bounds only how long a failure takes.
 */
@Timeout(ElectionContract.HANG_GUARD_SECONDS)
public abstract class ElectionContract {

  static final int HANG_GUARD_SECONDS = 30;

  private Subject subject;
  private Election election;

  /** A node whose leadership the test decides. */
  protected interface Subject {

    Election election();

    ElectionMonitor monitor();

    /** It leads when this returns. */
    void win();

    /** It leads no more when this returns. */
    void lose();

    /** It has stopped when this returns. Twice does no harm. */
    void stop();
  }

  /** A node that does not lead. */
  protected abstract Subject start();

  @BeforeEach
  void startSubject() {
    subject = start();
    election = subject.election();
  }

  @AfterEach
  void stopSubject() {
    subject.stop();
  }

  // Asking.

  @Test
  void leadershipIsThereExactlyWhileThisNodeLeads() {
    assertThat(election.isLeader()).isFalse();
    assertThat(election.leadership()).isEmpty();
    assertThat(election.leader()).isEmpty();

    subject.win();
    Leadership leadership = election.leadership().orElseThrow();
    assertThat(election.isLeader()).isTrue();
    assertThat(leadership.remaining()).isPositive();
    assertThat(election.leader().orElseThrow().term()).isEqualTo(leadership.term());
    assertThat(subject.monitor().status().isLeader()).isTrue();

    subject.lose();
    assertThat(election.isLeader()).isFalse();
    assertThat(election.leadership()).isEmpty();
    assertThat(leadership.remaining()).isZero();
    assertThat(subject.monitor().status().isLeader()).isFalse();
  }

  @Test
  void laterLeadershipHasAHigherTermAndRevivesNoEarlierOne() {
    subject.win();
    Leadership first = election.leadership().orElseThrow();
    subject.lose();
    subject.win();

    assertThat(election.leadership().orElseThrow().term()).isGreaterThan(first.term());
    assertThat(first.remaining()).isZero();
  }

  // Waiting.

  @Test
  void waitEndsAtOnceWhereThisNodeLeads() throws Exception {
    subject.win();

    assertThat(election.awaitLeadership(Duration.ofDays(1))).isPresent();
    assertThat(election.awaitLeadership(Duration.ZERO)).isPresent();
    assertThat(election.whenLeader().toCompletableFuture()).isCompleted();
  }

  @Test
  void waitEndsWhenThisNodeIsElected() throws Exception {
    CompletableFuture<Optional<Leadership>> thread = waitInBackground();
    CompletableFuture<Leadership> stage = election.whenLeader().toCompletableFuture();
    assertThat(stage).isNotDone();

    subject.win();

    assertThat(thread.get(HANG_GUARD_SECONDS, SECONDS)).isPresent();
    assertThat(stage.get(HANG_GUARD_SECONDS, SECONDS).remaining()).isPositive();
  }

  @Test
  void waitEndsWithNothingAfterItsTimeout() throws Exception {
    assertThat(election.awaitLeadership(Duration.ofMillis(1))).isEmpty();
    assertThat(election.awaitLeadership(Duration.ZERO)).isEmpty();
    assertThat(election.awaitLeadership(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();
  }

  @Test
  void waitEndsWithNothingWhenTheNodeStops() throws Exception {
    CompletableFuture<Optional<Leadership>> thread = waitInBackground();
    CompletableFuture<Leadership> stage = election.whenLeader().toCompletableFuture();

    subject.stop();

    assertThat(thread.get(HANG_GUARD_SECONDS, SECONDS)).isEmpty();
    assertThat(stage).isCancelled();
    assertThat(election.awaitLeadership(Duration.ofDays(1))).isEmpty();
    assertThat(election.whenLeader().toCompletableFuture()).isCancelled();
  }

  @Test
  void cancelledWaitIsTakenBack() {
    CompletableFuture<Leadership> stage = election.whenLeader().toCompletableFuture();
    stage.cancel(true);

    subject.win();

    assertThat(stage).isCancelled();
  }

  private CompletableFuture<Optional<Leadership>> waitInBackground() {
    CompletableFuture<Optional<Leadership>> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(election.awaitLeadership(Duration.ofDays(1)));
              } catch (InterruptedException unexpected) {
                result.completeExceptionally(unexpected);
              }
            });
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return result;
  }

  // Listening.

  @Test
  void firstEventIsThatTheNodeStarted() throws Exception {
    ElectionEvent first = next(listen());

    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first)
        .isInstanceOfSatisfying(
            LeaderChanged.class,
            event -> {
              assertThat(event.leader()).isEmpty();
              assertThat(event.role()).isEqualTo(Role.FOLLOWER);
              assertThat(event.reason()).isEqualTo("the node started");
            });
  }

  @Test
  void newListenerOfALeaderHearsWhatLedToItAgain() throws Exception {
    subject.win();

    BlockingQueue<ElectionEvent> late = listen();

    assertThat(List.of(next(late), next(late)))
        .isEqualTo(subject.monitor().history().subList(1, 3))
        .hasExactlyElementsOfTypes(LeaderChanged.class, LeadershipAcquired.class);
  }

  @Test
  void everyChangeIsToldInOrder() throws Exception {
    BlockingQueue<ElectionEvent> events = listen();
    next(events);
    for (int leadership = 1; leadership <= 2; leadership++) {
      subject.win();
      assertThat(next(events)).isInstanceOf(LeaderChanged.class);
      ElectionEvent acquired = next(events);
      assertThat(acquired).isInstanceOf(LeadershipAcquired.class);
      assertThat(acquired.role()).isEqualTo(Role.LEADER);

      subject.lose();
      ElectionEvent lost = next(events);
      assertThat(lost).isInstanceOf(LeadershipLost.class);
      assertThat(lost.term()).isEqualTo(acquired.term());
      assertThat(lost.role()).isEqualTo(Role.FOLLOWER);
      assertThat(next(events)).isInstanceOf(LeaderChanged.class);
    }
    assertThat(subject.monitor().history())
        .extracting(ElectionEvent::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 9).boxed().toList());
  }

  @Test
  void listenerThatThrowsHearsTheNextEventAsDoTheOthers() throws Exception {
    BlockingQueue<ElectionEvent> events = new LinkedBlockingQueue<>();
    election.subscribe(
        event -> {
          events.add(event);
          throw new IllegalStateException("mine");
        });
    BlockingQueue<ElectionEvent> others = listen();
    subject.win();

    for (BlockingQueue<ElectionEvent> heard : List.of(events, others)) {
      assertThat(next(heard).sequence()).isEqualTo(1);
      assertThat(next(heard).sequence()).isEqualTo(2);
      assertThat(next(heard).sequence()).isEqualTo(3);
    }
  }

  @Test
  void listenerThatIsTakenBackHearsNothingMore() throws Exception {
    BlockingQueue<ElectionEvent> events = new LinkedBlockingQueue<>();
    Registration registration = election.subscribe(events::add);
    next(events);

    registration.close();
    registration.close();
    subject.win();
    next(listen());

    assertThat(events).isEmpty();
  }

  @Test
  void lossIsToldWhenTheNodeStopsAndNothingAfterIt() throws Exception {
    subject.win();
    BlockingQueue<ElectionEvent> events = listen();
    next(events);
    next(events);

    subject.stop();

    assertThat(next(events))
        .isInstanceOfSatisfying(
            LeadershipLost.class, lost -> assertThat(lost.reason()).isEqualTo(LossReason.STOPPED));
    assertThat(election.isLeader()).isFalse();
    BlockingQueue<ElectionEvent> late = listen();
    assertThat(late).isEmpty();
  }

  private BlockingQueue<ElectionEvent> listen() {
    BlockingQueue<ElectionEvent> events = new LinkedBlockingQueue<>();
    election.subscribe(events::add);
    return events;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(HANG_GUARD_SECONDS, SECONDS);
    assertThat(next).as("awaited").isNotNull();
    return next;
  }

  // Working.

  @Test
  void taskRunsWhileThisNodeLeads() throws Exception {
    PatientTask task = new PatientTask();
    election.runAsLeader(task);
    for (int leadership = 1; leadership <= 2; leadership++) {
      subject.win();
      long term = election.leadership().orElseThrow().term();
      assertThat(next(task.started).term()).isEqualTo(term);

      subject.lose();
      assertThat(next(task.interrupted).term()).isEqualTo(term);
    }
  }

  @Test
  void taskIsStartedAtOnceWhereThisNodeLeads() throws Exception {
    subject.win();
    PatientTask task = new PatientTask();

    election.runAsLeader(task);

    assertThat(next(task.started).remaining()).isPositive();
  }

  @Test
  void taskThatEndsByItselfIsStartedAgainInTheNextLeadership() throws Exception {
    BlockingQueue<Long> terms = new LinkedBlockingQueue<>();
    election.runAsLeader(
        leadership -> {
          terms.add(leadership.term());
          if (terms.size() == 1) {
            throw new IllegalStateException("mine");
          }
        });
    for (int leadership = 1; leadership <= 3; leadership++) {
      subject.win();
      assertThat(next(terms)).isEqualTo(election.leadership().orElseThrow().term());
      subject.lose();
    }
    assertThat(terms).isEmpty();
  }

  @Test
  void taskThatIsTakenBackIsInterruptedAndNotStartedAgain() throws Exception {
    subject.win();
    PatientTask task = new PatientTask();
    Registration registration = election.runAsLeader(task);
    next(task.started);

    registration.close();
    registration.close();
    next(task.interrupted);
    subject.lose();
    PatientTask other = new PatientTask();
    election.runAsLeader(other);
    subject.win();
    next(other.started);

    assertThat(task.started).isEmpty();
  }

  @Test
  void taskIsInterruptedWhenTheNodeStops() throws Exception {
    subject.win();
    PatientTask task = new PatientTask();
    election.runAsLeader(task);
    next(task.started);

    subject.stop();

    next(task.interrupted);
  }

  /** Works until it is interrupted. */
  private static final class PatientTask implements LeaderTask {

    private final BlockingQueue<Leadership> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<Leadership> interrupted = new LinkedBlockingQueue<>();

    @Override
    public void run(Leadership leadership) throws InterruptedException {
      started.add(leadership);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException ended) {
        interrupted.add(leadership);
        throw ended;
      }
    }
  }
}
