package io.election.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told: it must not be what a stranger wants his terminal or his log to show. */
public final class PlainText {

  private static final int LONGEST = 2_000;

  private PlainText() {}

  /** One line, of a length that fits a log, without control characters. */
  public static void assertOneLine(String message) {
    assertThat(message).isNotBlank().hasSizeLessThan(LONGEST);
    assertThat(message.chars().noneMatch(Character::isISOControl))
        .as("no control characters in: %s", message)
        .isTrue();
  }
}
