package io.election.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told: it must not be what a stranger wants his terminal or his log to show. */
public final class PlainText {

  private PlainText() {}

  /** One line without control characters. */
  public static void assertOneLine(String message) {
    assertThat(message).isNotBlank();
    assertThat(message.chars().noneMatch(Character::isISOControl))
        .as("no control characters in: %s", message)
        .isTrue();
  }
}
