package io.election.quarkus;

import io.election.api.ElectionEvent;
import io.election.api.LeaderChanged;
import io.election.api.LeadershipAcquired;
import io.election.api.LeadershipLost;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Observers of every kind; some fail while {@link #failing} says so. */
@Singleton
class ElectionObservers {

  final BlockingQueue<LeadershipAcquired> acquired = new LinkedBlockingQueue<>();
  final BlockingQueue<LeadershipLost> lost = new LinkedBlockingQueue<>();
  final BlockingQueue<LeaderChanged> changed = new LinkedBlockingQueue<>();
  final BlockingQueue<ElectionEvent> all = new LinkedBlockingQueue<>();
  final BlockingQueue<ElectionEvent> allAsync = new LinkedBlockingQueue<>();
  final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
  final BlockingQueue<Thread> asyncThreads = new LinkedBlockingQueue<>();
  volatile boolean failing;

  void fails(@Observes @Priority(1) ElectionEvent event) {
    failIfToldTo();
  }

  void failsAsync(@ObservesAsync @Priority(1) ElectionEvent event) {
    failIfToldTo();
  }

  private void failIfToldTo() {
    if (failing) {
      throw new IllegalStateException("mine");
    }
  }

  void acquired(@Observes LeadershipAcquired event) {
    acquired.add(event);
  }

  void lost(@Observes LeadershipLost event) {
    lost.add(event);
  }

  void changed(@Observes LeaderChanged event) {
    changed.add(event);
  }

  void all(@Observes ElectionEvent event) {
    all.add(event);
    threads.add(Thread.currentThread());
  }

  void allAsync(@ObservesAsync ElectionEvent event) {
    allAsync.add(event);
    asyncThreads.add(Thread.currentThread());
  }
}
