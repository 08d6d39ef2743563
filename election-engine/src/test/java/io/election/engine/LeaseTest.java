package io.election.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private final Lease lease = new Lease(new Membership(1, Set.of(1, 2, 3, 4, 5)), 100, 1000);

  @Test
  void isNotHeldBeforeAMajorityHasAnswered() {
    lease.sent(1, 1000);
    lease.answered(2, 1);

    assertThat(lease.wasEverHeld()).isFalse();
    assertThat(lease.isHeldAt(1000)).isFalse();
    assertThat(lease.deadlineNanos()).isEqualTo(1100);
  }

  @Test
  void runsFromTheSendingOfTheRoundThatAMajorityAnswered() {
    lease.sent(1, 1000);
    lease.answered(2, 1);
    lease.answered(3, 1);

    assertThat(lease.untilNanos()).isEqualTo(1100);
    assertThat(lease.deadlineNanos()).isEqualTo(1100);
    assertThat(lease.isHeldAt(1099)).isTrue();
    assertThat(lease.isHeldAt(1100)).isFalse();
  }

  @Test
  void answersToDifferentRoundsCountFromTheEarlierOne() {
    lease.sent(1, 1000);
    lease.sent(2, 1030);
    lease.answered(2, 2);
    lease.answered(3, 1);

    assertThat(lease.untilNanos()).isEqualTo(1100);
  }

  @Test
  void sameAnswerTwiceIsOneAnswer() {
    lease.sent(1, 1000);
    lease.answered(2, 1);
    lease.answered(2, 1);

    assertThat(lease.wasEverHeld()).isFalse();
  }

  @Test
  void neverGetsShorter() {
    lease.sent(1, 1000);
    lease.sent(2, 1030);
    lease.answered(2, 2);
    lease.answered(3, 2);
    lease.answered(2, 1);
    lease.answered(3, 1);

    assertThat(lease.untilNanos()).isEqualTo(1130);
  }

  @Test
  void fasterMajorityDecides() {
    lease.sent(1, 1000);
    lease.answered(2, 1);
    lease.answered(3, 1);
    lease.sent(2, 1030);
    lease.answered(4, 2);
    lease.answered(5, 2);

    assertThat(lease.untilNanos()).isEqualTo(1130);
  }

  @Test
  void roundOfWhichNothingCanBeExpectedIsForgotten() {
    lease.sent(1, 1000);
    lease.sent(2, 1101);
    lease.answered(2, 1);
    lease.answered(3, 1);

    assertThat(lease.hasSent(1)).isFalse();
    assertThat(lease.hasSent(2)).isTrue();
    assertThat(lease.wasEverHeld()).isFalse();
  }

  @Test
  void onlyMemberHoldsItFromTheSending() {
    Lease alone = new Lease(new Membership(1, Set.of(1)), 100, 1000);
    alone.sent(1, 1000);
    assertThat(alone.untilNanos()).isEqualTo(1100);

    alone.sent(2, 1050);
    assertThat(alone.untilNanos()).isEqualTo(1150);
  }
}
