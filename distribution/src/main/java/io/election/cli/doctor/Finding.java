package io.election.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param topic in a word
 * @param text what was found and, unless it is fine, what to change; one line for people
 */
record Finding(Level level, String topic, String text) {

  /** How good or bad it is; the later, the worse. */
  enum Level {
    OK,
    /** It could not be looked at. */
    SKIPPED,
    WARN,
    FAIL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String topic, String text) {
    return new Finding(Level.OK, topic, text);
  }

  static Finding skipped(String topic, String text) {
    return new Finding(Level.SKIPPED, topic, text);
  }

  static Finding warn(String topic, String text) {
    return new Finding(Level.WARN, topic, text);
  }

  static Finding fail(String topic, String text) {
    return new Finding(Level.FAIL, topic, text);
  }
}
