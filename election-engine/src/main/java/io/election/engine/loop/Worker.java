package io.election.engine.loop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One thread that does what it is given, in order. It never keeps the process alive. */
final class Worker implements AutoCloseable {

  private final ExecutorService thread;

  Worker(String name) {
    this.thread = Executors.newSingleThreadExecutor(task -> DaemonThreads.named(name, task));
  }

  /**
   * @throws java.util.concurrent.RejectedExecutionException if it is closed
   */
  void execute(Runnable task) {
    thread.execute(task);
  }

  /** Waits for what it was given, at most a second; what takes longer is left behind. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
