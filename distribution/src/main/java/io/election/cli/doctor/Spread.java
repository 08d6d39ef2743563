package io.election.cli.doctor;

import java.util.List;
import java.util.Locale;

/**
 * The usual and the longest of several times.
 *
 * @param medianNanos in nanoseconds
 * @param worstNanos in nanoseconds
 */
record Spread(long medianNanos, long worstNanos) {

  /**
   * @param nanos at least one time
   */
  static Spread of(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Spread(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  /** For people. */
  String text() {
    return "median %s, worst %s".formatted(milliseconds(medianNanos), milliseconds(worstNanos));
  }

  /** Short times with a digit behind the point, longer ones without. */
  static String milliseconds(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 9.95 ? "%.1f ms" : "%.0f ms", millis);
  }
}
