package io.election.cli.cluster;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A stretch of time in the unit that people would use. */
final class Elapsed {

  private Elapsed() {}

  static String between(long fromNanos, long toNanos) {
    long millis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(toNanos - fromNanos));
    return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }
}
