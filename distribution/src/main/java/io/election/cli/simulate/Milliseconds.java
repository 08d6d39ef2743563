package io.election.cli.simulate;

import java.time.Duration;
import java.util.Locale;

/** How times are shown: in milliseconds, with a decimal where it says something. */
final class Milliseconds {

  private Milliseconds() {}

  static String of(double millis) {
    return String.format(Locale.ROOT, millis < 99.95 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** As it is configured, without needless decimals. */
  static String of(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return millis == Math.rint(millis) ? (long) millis + " ms" : millis + " ms";
  }
}
