package io.election.engine.loop;

import io.election.api.ElectionEvent;
import io.election.api.Leadership;
import io.election.api.LeadershipAcquired;
import io.election.api.Registration;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who waits until this node leads. A thread that waits is woken by the loop, so no listener can
 * hold it up; a stage completes on the thread of the listeners, since what hangs on it is the
 * application's. Safe for use by any thread.
 */
final class LeadershipWaits {

  private final PublishedView shown;
  private final EventDispatcher events;
  private final AtomicReference<CompletableFuture<Void>> news =
      new AtomicReference<>(new CompletableFuture<>());
  private final Set<CompletableFuture<Leadership>> stages = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  LeadershipWaits(PublishedView shown, EventDispatcher events) {
    this.shown = shown;
    this.events = events;
  }

  Optional<Leadership> await(Duration timeout) throws InterruptedException {
    // Saturates; the longest duration is as good as for ever.
    long timeoutNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
    long beganNanos = System.nanoTime();
    while (true) {
      // Taken before the look: what happens after the look completes it.
      CompletableFuture<Void> next = news.get();
      Optional<Leadership> leadership = shown.leadership();
      long leftNanos = timeoutNanos - (System.nanoTime() - beganNanos);
      if (leadership.isPresent() || stopped || leftNanos <= 0) {
        return leadership;
      }
      try {
        next.get(leftNanos, TimeUnit.NANOSECONDS);
      } catch (TimeoutException over) {
        return shown.leadership();
      } catch (ExecutionException never) {
        throw new IllegalStateException(never);
      }
    }
  }

  CompletionStage<Leadership> whenLeader() {
    CompletableFuture<Leadership> stage = new CompletableFuture<>();
    shown.leadership().ifPresent(stage::complete);
    if (!stage.isDone()) {
      stages.add(stage);
      Registration registration = events.subscribe(event -> completeIfLeading(stage, event));
      stage.whenComplete(
          (leadership, cancelled) -> {
            registration.close();
            stages.remove(stage);
          });
      if (stopped) {
        stage.cancel(false);
      }
    }
    return stage;
  }

  /** How many stages are neither complete nor cancelled. */
  int openStages() {
    return stages.size();
  }

  /** By the time a listener hears of it, a leadership may be over. */
  private static void completeIfLeading(CompletableFuture<Leadership> stage, ElectionEvent event) {
    if (event instanceof LeadershipAcquired acquired
        && !acquired.leadership().remaining().isZero()) {
      stage.complete(acquired.leadership());
    }
  }

  /** Wakes the threads that wait; called when leadership began, by the loop's thread. */
  void leadershipBegan() {
    wake();
  }

  /** This node will not lead any more. */
  void stop() {
    stopped = true;
    wake();
    events.execute(this::cancelStages);
  }

  /** For those whose listeners' thread hangs. */
  void cancelStages() {
    stages.forEach(stage -> stage.cancel(false));
  }

  private void wake() {
    news.getAndSet(new CompletableFuture<>()).complete(null);
  }
}
