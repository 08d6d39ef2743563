package io.election.quarkus.metrics;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that takes measurements to the registry. A registry is the application's and may be
 * slow, or hang in a lock: then measurements are lost, and no election waits (rule S3).
 */
final class RecordingThread {

  /** Minutes of a large cluster; more than this behind, the registry hangs. */
  private static final int MOST_WAITING = 10_000;

  private RecordingThread() {}

  /** Takes tasks at once and never throws. */
  static ExecutorService start(int nodeId) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        task -> {
          Thread thread = new Thread(task, "election-metrics-" + nodeId);
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
