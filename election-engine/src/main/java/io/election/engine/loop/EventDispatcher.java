package io.election.engine.loop;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.Registration;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells every listener of every change, in order, on one thread that is not the loop's: one that
 * throws or hangs stops no election. Who begins to listen does so on that thread too, between two
 * changes, so it misses none and hears none twice.
 */
final class EventDispatcher implements AutoCloseable {

  private static final Logger LOG = System.getLogger("io.election");

  private final ListenerFailures failures;
  private final HangingListener hanging;
  private final Worker worker;
  private final Set<Subscription> subscriptions = new ConcurrentSkipListSet<>();
  private final AtomicLong lastNumber = new AtomicLong();

  // What a new listener is told; of the worker's thread alone.
  private LeaderChanged lastLeaderChange;
  private @Nullable LeadershipAcquired leadership;

  /**
   * @param first what a listener is told that is there before anything has changed
   */
  EventDispatcher(
      int nodeId, LeaderChanged first, ListenerFailures failures, HangingListener hanging) {
    this.failures = failures;
    this.hanging = hanging;
    this.worker = new Worker("election-events-" + nodeId);
    this.lastLeaderChange = first;
  }

  /**
   * Tells the listeners in the background.
   *
   * @return completes when each of them has been told
   */
  CompletableFuture<Void> dispatch(ElectionEvent event) {
    CompletableFuture<Void> told = new CompletableFuture<>();
    execute(
        () -> {
          remember(event);
          subscriptions.forEach(subscription -> subscription.tell(event));
          told.complete(null);
        });
    return told;
  }

  private void remember(ElectionEvent event) {
    if (event instanceof LeaderChanged change) {
      lastLeaderChange = change;
    } else if (event instanceof LeadershipAcquired acquired) {
      leadership = acquired;
    } else if (event instanceof LeadershipLost) {
      leadership = null;
    }
  }

  Registration subscribe(Consumer<? super ElectionEvent> listener) {
    Subscription subscription =
        new Subscription(lastNumber.incrementAndGet(), Objects.requireNonNull(listener));
    execute(
        () -> {
          subscription.tell(lastLeaderChange);
          if (leadership != null) {
            subscription.tell(leadership);
          }
          subscription.enter();
        });
    return subscription;
  }

  /** How many listeners are told of what comes. */
  int listeners() {
    return subscriptions.size();
  }

  /** Does this after everything that was dispatched before, on the thread of the listeners. */
  void execute(Runnable task) {
    try {
      worker.execute(task);
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "the node has stopped: nobody is told anything any more");
    }
  }

  /** Lets the listeners hear what has happened so far, for at most a second. */
  @Override
  public void close() {
    worker.close();
  }

  /** One listener; they are told in the order in which they came. */
  private final class Subscription implements Registration, Comparable<Subscription> {

    private final long number;
    private final Consumer<? super ElectionEvent> listener;
    private volatile boolean closed;

    private Subscription(long number, Consumer<? super ElectionEvent> listener) {
      this.number = number;
      this.listener = listener;
    }

    private void enter() {
      subscriptions.add(this);
      if (closed) {
        subscriptions.remove(this);
      }
    }

    private void tell(ElectionEvent event) {
      if (closed) {
        return;
      }
      hanging.callBegins(listener, event);
      try {
        listener.accept(event);
      } catch (Throwable failure) {
        failures.add(
            "listener %s failed on %s".formatted(listener.getClass().getName(), event), failure);
      } finally {
        hanging.callEnds();
        // The next listener must not find the interrupt of this one.
        Thread.interrupted();
      }
    }

    @Override
    public void close() {
      closed = true;
      subscriptions.remove(this);
    }

    @Override
    public int compareTo(Subscription other) {
      return Long.compare(number, other.number);
    }
  }
}
