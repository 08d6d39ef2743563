package io.election.engine.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A clock that a test turns by hand, also while a thread stands still that has just read it. */
final class ManualClock implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();

  /** What happens while this thread stands still. */
  private record Pause(Thread thread, Runnable meanwhile) {}

  @Override
  public long getAsLong() {
    long reading = nanos.get();
    Pause next = pause.get();
    if (next != null
        && next.thread() == Thread.currentThread()
        && pause.compareAndSet(next, null)) {
      next.meanwhile().run();
    }
    return reading;
  }

  /** The next time that this thread has read the clock, all of this happens before it goes on. */
  void pauseAfterReading(Runnable meanwhile) {
    pauseAfterReading(Thread.currentThread(), meanwhile);
  }

  void pauseAfterReading(Thread thread, Runnable meanwhile) {
    pause.set(new Pause(thread, meanwhile));
  }

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
