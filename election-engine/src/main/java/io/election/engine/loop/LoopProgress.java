package io.election.engine.loop;

/** How far the loop's thread is. Written by that thread alone, read by any. */
final class LoopProgress {

  private long lastStep;
  private volatile long steps;
  private volatile boolean underWay;
  private volatile long wakeUpAtNanos = Long.MAX_VALUE;

  void begin() {
    underWay = true;
    steps = ++lastStep;
  }

  void end() {
    underWay = false;
  }

  void scheduleWakeUp(long nanos) {
    wakeUpAtNanos = nanos;
  }

  /** When the thread has something to do, whatever arrives until then. */
  long wakeUpAtNanos() {
    return wakeUpAtNanos;
  }

  /** How many steps it has begun. */
  long steps() {
    return steps;
  }

  /** Whether it is at a step, or should be. */
  boolean isDue(long nowNanos) {
    return underWay || nowNanos > wakeUpAtNanos;
  }
}
