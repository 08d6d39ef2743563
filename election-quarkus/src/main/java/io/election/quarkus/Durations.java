package io.election.quarkus;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/** How a duration is written: {@code 100ms}, {@code 1s}, or ISO-8601. */
final class Durations {

  /** Far beyond what any rule of the timings allows, and safe to calculate with. */
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private Durations() {}

  /**
   * Reads a duration. A bare number is refused: some read it as seconds, some as milliseconds.
   *
   * @throws IllegalArgumentException if it is not a duration
   */
  static Duration parse(String text) {
    if (text.chars().allMatch(Character::isDigit)) {
      throw new IllegalArgumentException("no unit in '" + text + "'");
    }
    Duration duration = DurationConverter.parseDuration(text);
    if (duration == null) {
      // The converter takes control characters for blanks, and blanks for no value.
      throw new IllegalArgumentException("nothing that can be seen in '" + text + "'");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("longer than " + LONGEST);
    }
    return duration;
  }
}
