package io.election.engine.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Logs and counts what an application does wrong when it is told something: listeners that throw or
 * hang, leader tasks that fail. Safe for use by any thread.
 */
public final class ListenerFailures implements LongSupplier {

  private static final Logger LOG = System.getLogger("io.election");

  private final int nodeId;
  private final AtomicLong count = new AtomicLong();

  ListenerFailures(int nodeId) {
    this.nodeId = nodeId;
  }

  /**
   * Logs and counts one failure.
   *
   * @param what what failed, in one line for people
   * @param failure how, or where it hangs
   */
  public void add(String what, Throwable failure) {
    count.incrementAndGet();
    LOG.log(Level.WARNING, "node " + nodeId + ": " + what, failure);
  }

  /** How many there were since this process started. */
  @Override
  public long getAsLong() {
    return count.get();
  }
}
