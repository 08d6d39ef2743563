package io.election.cli.run;

import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error what happens. Writes on a thread of its own: a reader who is slow must not
 * keep work from being stopped in time.
 */
final class Notices implements AutoCloseable {

  private final PrintWriter err;
  private final ExecutorService writer = Executors.newSingleThreadExecutor(Notices::daemon);
  private @Nullable String latest;

  Notices(PrintWriter err) {
    this.err = err;
  }

  private static Thread daemon(Runnable writing) {
    Thread thread = new Thread(writing, "notices");
    thread.setDaemon(true);
    return thread;
  }

  /** Says something once; said again right after, it is no news. */
  synchronized void say(String notice) {
    if (notice.equals(latest)) {
      return;
    }
    latest = notice;
    writer.execute(
        () -> {
          err.println("election: " + notice);
          err.flush();
        });
  }

  /** Waits a moment for what is still to be written. */
  @Override
  public void close() throws InterruptedException {
    writer.shutdown();
    writer.awaitTermination(1, TimeUnit.SECONDS);
  }
}
