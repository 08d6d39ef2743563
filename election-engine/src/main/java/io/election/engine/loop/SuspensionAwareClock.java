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
    this.bootAheadAtStart = bootAhead(originNanos);
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
    long monotonic = monotonicNanos.getAsLong();
    OptionalLong bootAhead = bootAhead(monotonic);
    if (bootAhead.isPresent() && bootAheadAtStart.isPresent()) {
      long slept = bootAhead.getAsLong() - bootAheadAtStart.getAsLong();
      if (slept - suspendedNanos >= NOTICEABLE_NANOS) {
        suspendedNanos = slept;
      }
    }
    wallAheadNanos = wallAhead(monotonic);
  }

  private long wallAhead(long monotonic) {
    return wallMillis.getAsLong() * 1_000_000 - monotonic;
  }

  private OptionalLong bootAhead(long monotonic) {
    OptionalLong boot = bootNanos.get();
    return boot.isPresent() ? OptionalLong.of(boot.getAsLong() - monotonic) : boot;
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
