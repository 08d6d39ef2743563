package io.election.engine.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * True time, and what is to happen in it. What happens at one instant happens in order of entry.
 */
final class Agenda {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::atNanos).thenComparing(Entry::number));
  private long nowNanos;
  private long entered;

  private record Entry(long atNanos, long number, Runnable action) {}

  long now() {
    return nowNanos;
  }

  void after(long nanos, Runnable action) {
    entries.add(new Entry(nowNanos + Math.max(0, nanos), ++entered, action));
  }

  /** Lets time pass; {@code afterEach} runs after everything that happens. */
  void runUntil(long untilNanos, Runnable afterEach) {
    while (!entries.isEmpty() && entries.peek().atNanos() <= untilNanos) {
      Entry entry = entries.remove();
      nowNanos = entry.atNanos();
      entry.action().run();
      afterEach.run();
    }
    nowNanos = untilNanos;
  }
}
