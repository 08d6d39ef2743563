package io.election.engine.loop;

import io.election.api.ElectionEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Tells the listener of every change, in order, on a thread of its own: one that throws or hangs
 * stops no election.
 */
final class EventDispatcher implements AutoCloseable {

  private static final Logger LOG = System.getLogger("io.election");

  private final Consumer<ElectionEvent> listener;
  private final Worker worker;

  EventDispatcher(Consumer<ElectionEvent> listener, int nodeId) {
    this.listener = listener;
    this.worker = new Worker("election-events-" + nodeId);
  }

  void dispatch(ElectionEvent event) {
    try {
      worker.execute(() -> tell(event));
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "nobody listens any more to {0}", event);
    }
  }

  private void tell(ElectionEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "a listener failed on " + event, failure);
    }
  }

  /** Lets the listener hear what has happened so far, for at most a second. */
  @Override
  public void close() {
    worker.close();
  }
}
