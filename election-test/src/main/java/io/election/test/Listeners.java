package io.election.test;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import io.election.api.Registration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells listeners on the calling thread, one event after the other. */
final class Listeners {

  private static final int LENGTH_OF_HISTORY = 100;

  private final Consumer<Throwable> failures;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final List<ElectionEvent> history = new CopyOnWriteArrayList<>();

  // Guarded by this.
  private final Deque<Runnable> pending = new ArrayDeque<>();
  private boolean telling;
  private @Nullable LeaderChanged lastLeaderChange;
  private @Nullable LeadershipAcquired leadership;

  /**
   * @param failures takes what listeners throw
   */
  Listeners(Consumer<Throwable> failures) {
    this.failures = failures;
  }

  void tell(ElectionEvent event) {
    history.add(event);
    if (history.size() > LENGTH_OF_HISTORY) {
      history.remove(0);
    }
    inTurn(
        () -> {
          remember(event);
          subscriptions.forEach(subscription -> subscription.tell(event));
        });
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
    Subscription subscription = new Subscription(Objects.requireNonNull(listener));
    inTurn(
        () -> {
          if (lastLeaderChange != null) {
            subscription.tell(lastLeaderChange);
          }
          if (leadership != null) {
            subscription.tell(leadership);
          }
          subscriptions.add(subscription);
        });
    return subscription;
  }

  /** What a listener brings about comes after what it is being told. */
  private synchronized void inTurn(Runnable telling) {
    pending.add(telling);
    if (this.telling) {
      return;
    }
    this.telling = true;
    try {
      while (!pending.isEmpty()) {
        pending.remove().run();
      }
    } finally {
      this.telling = false;
    }
  }

  List<ElectionEvent> history() {
    return List.copyOf(history);
  }

  private final class Subscription implements Registration {

    private final Consumer<? super ElectionEvent> listener;
    private volatile boolean closed;

    private Subscription(Consumer<? super ElectionEvent> listener) {
      this.listener = listener;
    }

    private void tell(ElectionEvent event) {
      if (closed) {
        return;
      }
      try {
        listener.accept(event);
      } catch (Throwable failure) {
        failures.accept(failure);
      }
    }

    @Override
    public void close() {
      closed = true;
      subscriptions.remove(this);
    }
  }
}
