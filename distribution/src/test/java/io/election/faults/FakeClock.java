package io.election.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Clocks that are wrong, by {@code libfaketime}. */
final class FakeClock {

  private FakeClock() {}

  /** All clocks of the process run at this rate; 1.04 is 4 % too fast. */
  static NodeOptions rate(double rate) {
    return NodeOptions.environment(
        Map.of(
            "LD_PRELOAD",
            Machine.fakeTimeLibrary().toString(),
            "NO_FAKE_STAT",
            "1",
            "FAKETIME",
            "+0 x" + rate));
  }

  /** The wall clock is off by what {@link #setOffset} writes to this file; no other clock is. */
  static NodeOptions wallClock(Path offset) {
    return NodeOptions.environment(
        Map.of(
            "LD_PRELOAD", Machine.fakeTimeLibrary().toString(),
            "NO_FAKE_STAT", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            // Else it turns the monotonic deadlines of waiting threads into ones long past.
            "FAKETIME_FORCE_MONOTONIC_FIX", "0",
            "FAKETIME_TIMESTAMP_FILE", offset.toString(),
            "FAKETIME_CACHE_DURATION", "1"));
  }

  /** Takes effect within a second. */
  static void setOffset(Path file, Duration offset) {
    try {
      Files.writeString(file, "%+d".formatted(offset.toSeconds()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
