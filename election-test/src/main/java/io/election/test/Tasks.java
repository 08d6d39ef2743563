package io.election.test;

import io.election.api.LeaderTask;
import io.election.api.Leadership;
import io.election.api.Registration;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts and interrupts the tasks of the leader, each run on a thread of its own. */
final class Tasks {

  private static final long NO_TERM = -1;

  private final Supplier<Optional<Leadership>> mandate;
  private final Consumer<Throwable> failures;
  private final Duration timeToEnd;

  // Guarded by this, as is all that a Task holds.
  private final List<Task> tasks = new ArrayList<>();

  /**
   * @param mandate the leadership in which tasks may run now; empty if they may not
   * @param failures takes what tasks throw
   * @param timeToEnd the longest that a task may take to end after its interrupt
   */
  Tasks(Supplier<Optional<Leadership>> mandate, Consumer<Throwable> failures, Duration timeToEnd) {
    this.mandate = mandate;
    this.failures = failures;
    this.timeToEnd = timeToEnd;
  }

  Registration add(LeaderTask work) {
    Task task = new Task(Objects.requireNonNull(work));
    synchronized (this) {
      tasks.add(task);
    }
    supervise();
    return () -> {
      synchronized (this) {
        task.withdrawn = true;
      }
      supervise();
    };
  }

  /** Starts and interrupts what is to be; called after every change. */
  synchronized void supervise() {
    Optional<Leadership> leadership = mandate.get();
    tasks.forEach(task -> task.supervise(leadership));
    tasks.removeIf(task -> task.withdrawn && task.run == null);
  }

  /**
   * Waits until every run that was interrupted has ended, but not for the run that calls this.
   *
   * @throws IllegalStateException if one does not end
   */
  void awaitInterrupted() {
    for (Run run : interruptedRuns()) {
      try {
        run.thread.join(timeToEnd.toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
      if (run.thread.isAlive()) {
        throw new IllegalStateException(
            "leader task %s did not end within %d ms of its interrupt"
                .formatted(run.work.getClass().getName(), timeToEnd.toMillis()));
      }
    }
  }

  private synchronized List<Run> interruptedRuns() {
    return tasks.stream()
        .map(task -> task.run)
        .filter(run -> run != null && run.interrupted && run.thread != Thread.currentThread())
        .toList();
  }

  /**
   * One task: at most one run at a time, none again in a leadership in which it ended by itself.
   */
  private final class Task {

    private final LeaderTask work;
    private @Nullable Run run;
    private long endedByItselfIn = NO_TERM;
    private boolean withdrawn;

    private Task(LeaderTask work) {
      this.work = work;
    }

    private void supervise(Optional<Leadership> leadership) {
      long term = leadership.map(Leadership::term).orElse(NO_TERM);
      if (run == null) {
        if (!withdrawn && leadership.isPresent() && endedByItselfIn != term) {
          run = new Run(this, leadership.get());
          run.thread.start();
        }
      } else if (withdrawn || run.leadership.term() != term) {
        run.interrupt();
      }
    }

    private void ended(Run ended) {
      synchronized (Tasks.this) {
        if (!ended.interrupted) {
          endedByItselfIn = ended.leadership.term();
        }
        run = null;
      }
      Tasks.this.supervise();
    }
  }

  private final class Run {

    private final LeaderTask work;
    private final Leadership leadership;
    private final Thread thread;
    private boolean interrupted;

    private Run(Task task, Leadership leadership) {
      this.work = task.work;
      this.leadership = leadership;
      this.thread =
          new Thread(
              () -> {
                work();
                task.ended(this);
              },
              "leader-task-term-" + leadership.term());
      thread.setDaemon(true);
    }

    private void work() {
      try {
        work.run(leadership);
      } catch (Throwable failure) {
        if (!wasInterrupted() || !isInterruption(failure)) {
          failures.accept(failure);
        }
      }
    }

    private boolean wasInterrupted() {
      synchronized (Tasks.this) {
        return interrupted;
      }
    }

    private void interrupt() {
      if (!interrupted) {
        interrupted = true;
        thread.interrupt();
      }
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
}
