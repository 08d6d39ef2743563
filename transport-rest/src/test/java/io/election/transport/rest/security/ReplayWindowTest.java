package io.election.transport.rest.security;

import static io.election.transport.rest.security.ReplayWindow.Verdict.BEFORE_MEMORY;
import static io.election.transport.rest.security.ReplayWindow.Verdict.NEW;
import static io.election.transport.rest.security.ReplayWindow.Verdict.OUTSIDE_WINDOW;
import static io.election.transport.rest.security.ReplayWindow.Verdict.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayWindowTest {

  private static final long START = 1_700_000_000_000L;

  private final ReplayWindow window = new ReplayWindow(START);

  private static RequestSignature signed(long timeMillis, String number) {
    return new RequestSignature(2, 1, timeMillis, number, "");
  }

  @Test
  void letsEachMessageInOnce() {
    assertThat(window.admit(signed(START + 10, "a"), START + 20)).isEqualTo(NEW);
    assertThat(window.admit(signed(START + 10, "b"), START + 20)).isEqualTo(NEW);
    assertThat(window.admit(signed(START + 10, "a"), START + 20)).isEqualTo(SEEN);
    assertThat(window.admit(signed(START + 10, "a"), START + 30_010)).isEqualTo(SEEN);
  }

  @Test
  void nothingIsLetInThatIsMoreThanThirtySecondsAwayFromTheClock() {
    long now = START + 100_000;
    assertThat(window.admit(signed(now - 30_001, "a"), now)).isEqualTo(OUTSIDE_WINDOW);
    assertThat(window.admit(signed(now + 30_001, "b"), now)).isEqualTo(OUTSIDE_WINDOW);
    assertThat(window.admit(signed(now - 30_000, "c"), now)).isEqualTo(NEW);
    assertThat(window.admit(signed(now + 30_000, "d"), now)).isEqualTo(NEW);
  }

  /** What was said to the process before is not remembered. */
  @Test
  void nothingIsLetInThatWasSignedBeforeTheStart() {
    assertThat(window.admit(signed(START - 1, "a"), START)).isEqualTo(BEFORE_MEMORY);
    assertThat(window.admit(signed(START, "b"), START)).isEqualTo(NEW);
  }

  /** A message that was signed ahead of the clock is remembered until its own time is over. */
  @Test
  void whatComesFromAClockThatIsAheadIsNotForgottenTooSoon() {
    assertThat(window.admit(signed(START + 30_000, "a"), START)).isEqualTo(NEW);
    assertThat(window.admit(signed(START + 50_000, "b"), START + 50_000)).isEqualTo(NEW);
    assertThat(window.admit(signed(START + 30_000, "a"), START + 50_000)).isEqualTo(SEEN);
  }

  @Test
  void whatWasForgottenIsNotLetInWhenTheClockIsSetBack() {
    assertThat(window.admit(signed(START + 1, "a"), START + 1)).isEqualTo(NEW);
    assertThat(window.admit(signed(START + 90_000, "b"), START + 90_000)).isEqualTo(NEW);
    assertThat(window.admit(signed(START + 1, "a"), START + 1)).isEqualTo(BEFORE_MEMORY);
  }

  /** What aged makes room: a window that is full of the old alone holds as much of the new. */
  @Test
  void whatHasAgedMakesRoom() {
    ReplayWindow small = new ReplayWindow(START, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(small.admit(signed(START + i, "old " + i), START)).isEqualTo(NEW);
    }
    long later = START + 60_000;
    for (int i = 0; i < 3; i++) {
      assertThat(small.admit(signed(later + i, "new " + i), later)).isEqualTo(NEW);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(small.admit(signed(later + i, "new " + i), later)).isEqualTo(SEEN);
    }
  }

  @Test
  void moreThanItCanHoldIsForgottenButNeverLetInAgain() {
    ReplayWindow small = new ReplayWindow(START, 3);
    for (int i = 0; i < 10; i++) {
      assertThat(small.admit(signed(START + i, "number " + i), START + 10)).isEqualTo(NEW);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(small.admit(signed(START + i, "number " + i), START + 10))
          .isEqualTo(i < 7 ? BEFORE_MEMORY : SEEN);
    }
  }
}
