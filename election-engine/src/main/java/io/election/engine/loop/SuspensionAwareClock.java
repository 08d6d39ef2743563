package io.election.engine.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A monotonic clock that goes on while the machine sleeps (rule L4). {@link System#nanoTime()}
 * stands still during a suspension of the machine, so a leader that closed its lid would find its
 * lease untouched when it wakes; this clock finds it run out, at the first reading.
 *
 * <p>Where the platform has a second clock that counts suspension (Linux: {@code /proc/uptime}),
 * the difference between the two is how long the machine slept. Reading it costs a file access, so
 * it is read only when the wall clock has moved against the monotonic one, which it does on every
 * waking. The wall clock is a hint to look and decides nothing (rule M3). Elsewhere, and when a
 * hypervisor stops all clocks of a guest, this clock is as good as {@code nanoTime}.
 *
 * <p>Safe for use by any thread; readings of one thread never go back.
 */
public final class SuspensionAwareClock implements LongSupplier {

  /** Twice the resolution of {@code /proc/uptime}, below which a difference means nothing. */
  private static final long NOTICEABLE_NANOS = 20_000_000;

  /** Below this, two clocks were read at one time; half of what is noticeable. */
  private static final long AT_ONE_TIME_NANOS = NOTICEABLE_NANOS / 2;

  /** How often a look is repeated whose thread had to wait for a processor in between. */
  private static final int MOST_LOOKS = 10;

  private static final Path UPTIME = Path.of("/proc/uptime");

  private final LongSupplier monotonicNanos;
  private final LongSupplier wallMillis;
  private final Supplier<OptionalLong> bootNanos;
  private final long originNanos;
  private final OptionalLong bootAheadAtStart;
  private volatile long wallAheadNanos;
  private volatile long suspendedNanos;

  /** The clock of this machine. Its origin is the moment of this call. */
  public SuspensionAwareClock() {
    this(System::nanoTime, System::currentTimeMillis, SuspensionAwareClock::uptime);
  }

  SuspensionAwareClock(
      LongSupplier monotonicNanos, LongSupplier wallMillis, Supplier<OptionalLong> bootNanos) {
    this.monotonicNanos = monotonicNanos;
    this.wallMillis = wallMillis;
    this.bootNanos = bootNanos;
    this.originNanos = monotonicNanos.getAsLong();
    this.bootAheadAtStart = bootAhead();
    this.wallAheadNanos = wallAhead(originNanos);
  }

  /** Nanoseconds since the origin, those asleep included. */
  @Override
  public long getAsLong() {
    long monotonic = monotonicNanos.getAsLong();
    if (Math.abs(wallAhead(monotonic) - wallAheadNanos) >= NOTICEABLE_NANOS) {
      lookForSuspension();
      monotonic = monotonicNanos.getAsLong();
    }
    return monotonic - originNanos + suspendedNanos;
  }

  private synchronized void lookForSuspension() {
    // Before the boot clock: a suspension between the two is then found at the next reading.
    long wallAhead = wallAhead(monotonicNanos.getAsLong());
    if (bootAheadAtStart.isPresent()) {
      OptionalLong bootAhead = bootAhead();
      if (bootAhead.isEmpty()) {
        return;
      }
      long slept = bootAhead.getAsLong() - bootAheadAtStart.getAsLong();
      if (slept - suspendedNanos >= NOTICEABLE_NANOS) {
        suspendedNanos = slept;
      }
    }
    wallAheadNanos = wallAhead;
  }

  private long wallAhead(long monotonic) {
    return wallMillis.getAsLong() * 1_000_000 - monotonic;
  }

  /**
   * Reads both clocks at one time. A thread that waits for a processor between the two readings
   * would take its waiting for a suspension, and a clock that runs ahead breaks promises.
   *
   * @return empty if there is no boot clock, or if it could not be read so
   */
  private OptionalLong bootAhead() {
    for (int look = 0; look < MOST_LOOKS; look++) {
      long before = monotonicNanos.getAsLong();
      OptionalLong boot = bootNanos.get();
      if (boot.isEmpty()) {
        return boot;
      }
      if (monotonicNanos.getAsLong() - before < AT_ONE_TIME_NANOS) {
        return OptionalLong.of(boot.getAsLong() - before);
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong uptime() {
    try {
      String uptime = Files.readString(UPTIME, StandardCharsets.US_ASCII);
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return OptionalLong.of((long) (seconds * 1e9));
    } catch (IOException | RuntimeException notOnThisPlatform) {
      return OptionalLong.empty();
    }
  }
}
