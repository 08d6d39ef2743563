package io.election.engine.loop;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the application does because of this election: its listeners, its waiting threads and its
 * tasks. What it hands in runs on threads of the election's, never on the loop's.
 */
final class ApplicationWork implements AutoCloseable {

  private static final long SECONDS_TO_END_IN = 1;

  private final ListenerFailures failures;
  private final EventHistory history = new EventHistory();
  private final Watch watch;
  private final EventDispatcher events;
  private final LeadershipWaits waits;
  private final LeaderTasks tasks;
  private final LeaderCalls calls = new LeaderCalls();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param leaseNanos the length of a lease that was just renewed
   * @param patience how long a listener may take
   * @param first the first event of this node
   */
  ApplicationWork(
      int nodeId,
      PublishedView shown,
      LongSupplier clock,
      long leaseNanos,
      Duration patience,
      LeaderChanged first) {
    failures = new ListenerFailures(nodeId);
    watch = new Watch(nodeId, clock);
    HangingListener hanging = new HangingListener(patience, clock, watch, failures);
    events = new EventDispatcher(nodeId, first, failures, hanging);
    waits = new LeadershipWaits(shown, events);
    tasks =
        new LeaderTasks(
            shown,
            watch,
            leaseNanos,
            (task, term) ->
                TaskRun.start(nodeId, task, shown.leadershipOf(term), failures, watch::look));
    history.add(first);
    watch.start(tasks, hanging);
  }

  ListenerFailures failures() {
    return failures;
  }

  LeaderCalls calls() {
    return calls;
  }

  List<ElectionEvent> history() {
    return history.latest();
  }

  Registration subscribe(Consumer<? super ElectionEvent> listener) {
    return events.subscribe(listener);
  }

  Registration runAsLeader(LeaderTask task) {
    return tasks.add(task);
  }

  Optional<Leadership> awaitLeadership(Duration timeout) throws InterruptedException {
    return waits.await(timeout);
  }

  CompletionStage<Leadership> whenLeader() {
    return waits.whenLeader();
  }

  /** The lease may have changed. */
  void viewPublished() {
    tasks.leaseMayHaveChanged();
  }

  void leaderChanged(LeaderChanged event) {
    tell(event);
  }

  void leadershipBegan(LeadershipAcquired event) {
    waits.leadershipBegan();
    tell(event);
  }

  /**
   * Ends the work of a leadership, whose lease is shown no more.
   *
   * @return completes, on any thread, when every listener has been told, no task of this leadership
   *     or an earlier one runs any more and no call that acts as the leader is under way (rule H1);
   *     not in any bounded time
   */
  CompletionStage<Void> leadershipEnded(LeadershipLost event) {
    return CompletableFuture.allOf(tell(event), tasks.ended(event.term()), calls.ended());
  }

  private CompletableFuture<Void> tell(ElectionEvent event) {
    history.add(event);
    return events.dispatch(event);
  }

  /** This node will not lead any more. */
  void stopWaiting() {
    waits.stop();
  }

  /**
   * Ends everything: listeners may hear what has happened so far, tasks may end, for at most a
   * second each. Closing twice does no harm.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      // Nobody watches the tasks any more: a second wait would wait in vain.
      return;
    }
    waits.stop();
    tasks.withdrawAll();
    events.close();
    waits.cancelStages();
    awaitTasks();
    watch.close();
  }

  private void awaitTasks() {
    try {
      tasks.ended(Long.MAX_VALUE).get(SECONDS_TO_END_IN, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException leftBehind) {
      // Its thread was interrupted and keeps no process alive.
    }
  }
}
