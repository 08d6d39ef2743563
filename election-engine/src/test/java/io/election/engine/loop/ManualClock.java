package io.election.engine.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** A clock that a test turns by hand. */
final class ManualClock implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<Runnable> afterReading = new AtomicReference<>(() -> {});

  @Override
  public long getAsLong() {
    long reading = nanos.get();
    afterReading.getAndSet(() -> {}).run();
    return reading;
  }

  /** Lets this happen between the next reading and what its caller does with it. */
  void afterNextReading(Runnable action) {
    afterReading.set(action);
  }

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
