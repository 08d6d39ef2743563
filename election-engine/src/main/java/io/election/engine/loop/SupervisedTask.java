package io.election.engine.loop;

import io.election.api.LeaderTask;
import org.jspecify.annotations.Nullable;

/**
 * One task of the leader: at most one run of it at a time, and none again in a leadership in which
 * it ended by itself. Used by the watch's thread alone, but for {@link #withdraw}.
 */
final class SupervisedTask {

  private static final long NO_TERM = -1;

  private final LeaderTask task;
  private final TaskRun.Starter starter;
  private @Nullable TaskRun run;
  private long endedByItselfIn = NO_TERM;
  private volatile boolean withdrawn;

  SupervisedTask(LeaderTask task, TaskRun.Starter starter) {
    this.task = task;
    this.starter = starter;
  }

  /** It is not wanted any more. */
  void withdraw() {
    withdrawn = true;
  }

  /**
   * Starts or interrupts it, as is due.
   *
   * @param term the term of the leadership that there is
   * @param mayRun whether its lease lasts long enough
   */
  void supervise(long term, boolean mayRun) {
    if (run != null && run.hasEnded()) {
      if (!run.wasInterrupted()) {
        endedByItselfIn = run.term();
      }
      run = null;
    }
    boolean wanted = mayRun && !withdrawn;
    if (run == null) {
      if (wanted && endedByItselfIn != term) {
        run = starter.start(task, term);
      }
    } else if (!wanted || run.term() != term) {
      run.interrupt();
    }
  }

  boolean runsInTermUpTo(long term) {
    return run != null && run.term() <= term && !run.hasEnded();
  }

  /** Whether it is withdrawn and no run is left. */
  boolean isGone() {
    return withdrawn && run == null;
  }
}
