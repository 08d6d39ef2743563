package io.election.engine.loop;

import io.election.api.LeaderTask;
import io.election.api.Registration;
import io.election.engine.View;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Starts the tasks of the leader and interrupts them before the lease ends (rule H1). It compares
 * what the tasks do with what the lease allows, at every look of the watch: on its thread, so that
 * neither a listener nor another task can be in the way.
 */
final class LeaderTasks implements Watch.Duty {

  /** A task is interrupted when this part of a whole lease is left, to end while it lasts. */
  private static final int PART_TO_END_IN = 4;

  private final PublishedView shown;
  private final Watch watch;
  private final long nanosToEndIn;
  private final TaskRun.Starter starter;
  private final Queue<SupervisedTask> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<AwaitedEnd> awaitedEnds = new ConcurrentLinkedQueue<>();

  /** Somebody waits until no run of this leadership, or of an earlier one, is left. */
  private record AwaitedEnd(long term, CompletableFuture<Void> ended) {}

  /**
   * @param leaseNanos the length of a lease that was just renewed
   */
  LeaderTasks(PublishedView shown, Watch watch, long leaseNanos, TaskRun.Starter starter) {
    this.shown = shown;
    this.watch = watch;
    this.nanosToEndIn = leaseNanos / PART_TO_END_IN;
    this.starter = starter;
  }

  Registration add(LeaderTask task) {
    SupervisedTask supervised = new SupervisedTask(Objects.requireNonNull(task), starter);
    tasks.add(supervised);
    watch.look();
    return () -> {
      supervised.withdraw();
      watch.look();
    };
  }

  /** Called by the loop's thread after each step. */
  void leaseMayHaveChanged() {
    if (!tasks.isEmpty()) {
      watch.look();
    }
  }

  /** Interrupts all of them and starts none again. */
  void withdrawAll() {
    tasks.forEach(SupervisedTask::withdraw);
    watch.look();
  }

  /**
   * Waits in the background for the tasks of a leadership that is over.
   *
   * @return completes when no run of this term or an earlier one is left
   */
  CompletableFuture<Void> ended(long term) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    awaitedEnds.add(new AwaitedEnd(term, ended));
    watch.look();
    return ended;
  }

  @Override
  public long look() {
    PublishedView.Sight sight = shown.look();
    View view = sight.view();
    boolean mayRun = sight.leaseRemaining().toNanos() > nanosToEndIn;
    for (SupervisedTask task : tasks) {
      task.supervise(view.term(), mayRun);
      if (task.isGone()) {
        tasks.remove(task);
      }
    }
    awaitedEnds.removeIf(this::completeIfEnded);
    return mayRun && !tasks.isEmpty() ? view.leaseUntilNanos() - nanosToEndIn : Watch.ON_NEWS;
  }

  private boolean completeIfEnded(AwaitedEnd awaited) {
    if (tasks.stream().anyMatch(task -> task.runsInTermUpTo(awaited.term()))) {
      return false;
    }
    awaited.ended().complete(null);
    return true;
  }
}
