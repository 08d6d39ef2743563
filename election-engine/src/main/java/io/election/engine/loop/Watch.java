package io.election.engine.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * One thread that looks at what may be due: when the clock says so, and whenever it is told to look
 * again. To tell it takes no lock, so the loop's thread may.
 */
final class Watch implements AutoCloseable {

  /** The answer of a duty that nothing but news can make due. */
  static final long ON_NEWS = Long.MAX_VALUE;

  private static final Logger LOG = System.getLogger("io.election");

  private final LongSupplier clock;
  private List<Duty> duties = List.of();
  private final Thread thread;
  private volatile boolean closed;

  /** Something to look after. */
  @FunctionalInterface
  interface Duty {

    /**
     * Does what is due. Called by the watch's thread alone.
     *
     * @return the time of the next look at the latest; {@link #ON_NEWS} if none is needed
     */
    long look();
  }

  Watch(int nodeId, LongSupplier clock) {
    this.clock = clock;
    this.thread = DaemonThreads.named("election-watch-" + nodeId, this::run);
  }

  /** Takes these duties over. To be called once. */
  void start(Duty... duties) {
    this.duties = List.of(duties);
    thread.start();
  }

  /** There may be news. Nothing that was there before this call is overlooked. */
  void look() {
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      long next = ON_NEWS;
      for (Duty duty : duties) {
        next = Math.min(next, look(duty));
      }
      parkUntil(next);
    }
  }

  private static long look(Duty duty) {
    try {
      return duty.look();
    } catch (RuntimeException | Error fault) {
      // Tasks must be interrupted in time whatever else is wrong: the next news brings a next look.
      LOG.log(Level.ERROR, "the watch over listeners and tasks failed", fault);
      return ON_NEWS;
    }
  }

  private void parkUntil(long nanos) {
    if (nanos == ON_NEWS) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, nanos - clock.getAsLong());
    }
    // An interrupted thread would never park again.
    Thread.interrupted();
  }

  /** Looks after nothing any more. */
  @Override
  public void close() {
    closed = true;
    look();
  }
}
