package io.election.engine.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the loop's thread from outside, since a thread that is stuck cannot say so itself: in a
 * log whose pipe is full, or in a transport that blocks. What it guards needs no rescue: nobody
 * renews the lease of a stuck leader, so {@code isLeader()} turns false and its tasks are
 * interrupted in time (rules L2, S3). This tells people and health checks why.
 *
 * <p>It counts its own looks, so that a process that was stopped as a whole, or collected garbage
 * for long, does not pass for one whose thread is stuck.
 */
final class LoopWatchdog implements AutoCloseable {

  /** At so many looks in a row the thread must be at the same step, or late for the same one. */
  static final int LOOKS_UNTIL_ALARM = 4;

  private static final Logger LOG = System.getLogger("io.election");

  private final int nodeId;
  private final Thread watched;
  private final LoopProgress progress;
  private final LongSupplier clock;
  private final PublishedView shown;
  private final ElectionMeter meter;
  private final Duration betweenLooks;
  private final Thread thread;
  private volatile boolean closed;
  private long lastStep;
  private int looksAtStep;

  /**
   * @param watched the loop's thread
   * @param limit how long a step may take
   */
  LoopWatchdog(
      int nodeId,
      Thread watched,
      LoopProgress progress,
      LongSupplier clock,
      PublishedView shown,
      ElectionMeter meter,
      Duration limit) {
    this.nodeId = nodeId;
    this.watched = watched;
    this.progress = progress;
    this.clock = clock;
    this.shown = shown;
    this.meter = meter;
    this.betweenLooks = limit.dividedBy(LOOKS_UNTIL_ALARM);
    this.thread = DaemonThreads.named("election-watchdog-" + nodeId, this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(this, betweenLooks.toNanos());
      if (!closed) {
        look();
      }
    }
  }

  void look() {
    long step = progress.steps();
    if (step != lastStep || !progress.isDue(clock.getAsLong())) {
      if (looksAtStep >= LOOKS_UNTIL_ALARM) {
        recovered();
      }
      lastStep = step;
      looksAtStep = 0;
    } else if (++looksAtStep == LOOKS_UNTIL_ALARM) {
      alarm();
    }
  }

  /** Shown before it is logged: the log may be what is stuck. */
  private void alarm() {
    StackTraceElement[] stack = watched.getStackTrace();
    @Nullable StackTraceElement top = stack.length == 0 ? null : stack[0];
    String failure =
        "the election's thread does not come back from %s; this node neither votes nor leads until it does"
            .formatted(top == null ? "its work" : top.getClassName() + "." + top.getMethodName());
    shown.stalled(failure);
    meter.loopStalled();
    Throwable where = new Throwable("the election's thread is here");
    where.setStackTrace(stack);
    LOG.log(Level.WARNING, "node " + nodeId + ": " + failure, where);
  }

  private void recovered() {
    shown.stalled(null);
    LOG.log(Level.INFO, "node " + nodeId + ": the election's thread goes on");
  }

  /** Watches no more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
