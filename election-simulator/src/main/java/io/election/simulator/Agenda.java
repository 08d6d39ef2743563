package io.election.simulator;

import java.util.PriorityQueue;

/**
 * True time, and what is to happen in it. What happens at one instant happens in order of entry.
 */
public final class Agenda {

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long nowNanos;
  private long entered;

  private record Entry(long atNanos, long number, Runnable action) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  /** Nanoseconds since the simulation began. */
  public long now() {
    return nowNanos;
  }

  /** Makes something happen so much later; a negative delay counts as none. */
  public void after(long nanos, Runnable action) {
    entries.add(new Entry(nowNanos + Math.max(0, nanos), ++entered, action));
  }

  /** Lets time pass up to this instant. */
  public void runUntil(long untilNanos) {
    while (!entries.isEmpty() && entries.peek().atNanos() <= untilNanos) {
      runNext();
    }
    nowNanos = Math.max(nowNanos, untilNanos);
  }

  /** Lets time pass up to the next thing that happens, and lets that happen. */
  public void runNext() {
    Entry entry = entries.remove();
    nowNanos = entry.atNanos();
    entry.action().run();
  }
}
