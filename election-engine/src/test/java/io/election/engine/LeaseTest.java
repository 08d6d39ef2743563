package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Timings TIMINGS =
      new Timings(
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(250),
          0);

  /** Elected at 1000 ns; it asks its followers to promise 100 ns. */
  private final Lease lease =
      new Lease(new Membership(1, Set.of(1, 2, 3, 4, 5)), TIMINGS, 100, 1000);

  @Test
  void isNotHeldBeforeAMajorityHasAnswered() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 100);

    assertThat(lease.wasEverHeld()).isFalse();
    assertThat(lease.isHeldAt(1000)).isFalse();
    assertThat(lease.deadlineNanos()).isEqualTo(1100);
  }

  @Test
  void runsFromTheSendingOfTheRoundThatAMajorityAnswered() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 100);
    lease.promised(3, 1, 100);

    assertThat(lease.untilNanos()).isEqualTo(1100);
    assertThat(lease.deadlineNanos()).isEqualTo(1100);
    assertThat(lease.isHeldAt(1099)).isTrue();
    assertThat(lease.isHeldAt(1100)).isFalse();
  }

  @Test
  void answersToDifferentRoundsCountFromTheEarlierOne() {
    lease.sent(1, 1000);
    lease.sent(2, 1030);
    lease.promised(2, 2, 100);
    lease.promised(3, 1, 100);

    assertThat(lease.untilNanos()).isEqualTo(1100);
  }

  @Test
  void sameAnswerTwiceIsOneAnswer() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 100);
    lease.promised(2, 1, 100);

    assertThat(lease.wasEverHeld()).isFalse();
  }

  @Test
  void neverGetsShorter() {
    lease.sent(1, 1000);
    lease.sent(2, 1030);
    lease.promised(2, 2, 100);
    lease.promised(3, 2, 100);
    lease.promised(2, 1, 100);
    lease.promised(3, 1, 100);

    assertThat(lease.untilNanos()).isEqualTo(1130);
  }

  @Test
  void fasterMajorityDecides() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 100);
    lease.promised(3, 1, 100);
    lease.sent(2, 1030);
    lease.promised(4, 2, 100);
    lease.promised(5, 2, 100);

    assertThat(lease.untilNanos()).isEqualTo(1130);
  }

  @Test
  void roundOfWhichNothingCanBeExpectedIsForgotten() {
    lease.sent(1, 1000);
    lease.sent(2, 1101);

    assertThat(lease.hasSent(1)).isFalse();
    assertThat(lease.hasSent(2)).isTrue();
  }

  @Test
  void countsWhatWasPromisedAndNotWhatWasAsked() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 40);
    lease.promised(3, 1, 70);

    assertThat(lease.untilNanos()).isEqualTo(1040);
    lease.promised(4, 1, 60);
    assertThat(lease.untilNanos()).isEqualTo(1060);
  }

  @Test
  void countsNothingBeyondWhatWasAsked() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 5000);
    lease.promised(3, 1, 5000);

    assertThat(lease.untilNanos()).isEqualTo(1100);
  }

  @Test
  void shorterPromiseDoesNotShortenWhatStands() {
    lease.sent(1, 1000);
    lease.promised(2, 1, 100);
    lease.promised(3, 1, 100);
    lease.sent(2, 1010);
    lease.promised(2, 2, 20);
    lease.promised(3, 2, 20);

    assertThat(lease.untilNanos()).isEqualTo(1100);
  }

  @Test
  void heartbeatsAreThreeTimesAsQuickAsThePromisesOfAMajority() {
    assertThat(lease.longestIntervalNanos()).as("a third of what is asked for").isEqualTo(33);
    lease.sent(1, 1000);
    lease.promised(2, 1, 30);
    assertThat(lease.longestIntervalNanos()).isEqualTo(33);
    lease.promised(3, 1, 90);
    assertThat(lease.longestIntervalNanos()).isEqualTo(10);
    lease.promised(4, 1, 60);
    assertThat(lease.longestIntervalNanos()).isEqualTo(20);
  }

  @Test
  void onlyMemberHoldsItFromTheSending() {
    Lease alone = new Lease(new Membership(1, Set.of(1)), TIMINGS, 100, 1000);
    alone.sent(1, 1000);
    assertThat(alone.untilNanos()).isEqualTo(1100);

    alone.sent(2, 1050);
    assertThat(alone.untilNanos()).isEqualTo(1150);
  }
}
