package io.election.engine.loop;

import io.election.api.LeaderTask;
import io.election.api.Leadership;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** One run of a leader's task, on a thread of its own. Safe for use by any thread. */
final class TaskRun {

  private final LeaderTask task;
  private final Leadership leadership;
  private final ListenerFailures failures;
  private final Runnable whenEnded;
  private final Thread thread;

  // Guarded by this: no interrupt may reach a thread whose task has ended.
  private boolean interrupted;
  private boolean ended;

  /** Starts a run of a task in the leadership of a term. */
  @FunctionalInterface
  interface Starter {
    TaskRun start(LeaderTask task, long term);
  }

  private TaskRun(
      int nodeId,
      LeaderTask task,
      Leadership leadership,
      ListenerFailures failures,
      Runnable whenEnded) {
    this.task = task;
    this.leadership = leadership;
    this.failures = failures;
    this.whenEnded = whenEnded;
    this.thread =
        DaemonThreads.named("election-task-" + nodeId + "-term-" + leadership.term(), this::run);
  }

  /**
   * @param whenEnded called on the run's thread when its task has ended
   */
  static TaskRun start(
      int nodeId,
      LeaderTask task,
      Leadership leadership,
      ListenerFailures failures,
      Runnable whenEnded) {
    TaskRun run = new TaskRun(nodeId, task, leadership, failures, whenEnded);
    try {
      run.thread.start();
    } catch (OutOfMemoryError noMoreThreads) {
      run.fail(noMoreThreads);
      run.end();
    }
    return run;
  }

  long term() {
    return leadership.term();
  }

  private void run() {
    try {
      task.run(leadership);
    } catch (Throwable failure) {
      if (!wasInterrupted() || !isInterruption(failure)) {
        fail(failure);
      }
    } finally {
      end();
      whenEnded.run();
    }
  }

  private void fail(Throwable failure) {
    failures.add(
        "leader task %s failed in term %d".formatted(task.getClass().getName(), term()), failure);
  }

  private synchronized void end() {
    ended = true;
  }

  /** Asks the task to end. Twice does no harm. */
  synchronized void interrupt() {
    if (!ended && !interrupted) {
      interrupted = true;
      thread.interrupt();
    }
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** Whether it was asked to end before it had. */
  synchronized boolean wasInterrupted() {
    return interrupted;
  }

  /** Libraries wrap an interrupt in exceptions of their own. */
  private static boolean isInterruption(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof InterruptedException
            || failure instanceof ClosedByInterruptException
            || failure instanceof InterruptedIOException
            || isInterruption(failure.getCause()));
  }
}
