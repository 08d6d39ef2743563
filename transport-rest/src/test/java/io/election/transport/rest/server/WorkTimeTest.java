package io.election.transport.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.ElectionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkTimeTest {

  private final WorkTime time = new WorkTime(7);

  @Test
  void aLeaseThatIsNotRenewedLeavesWhatIsLeftOfIt() {
    time.observe(leading(0, 475));
    assertThat(time.left(leading(350, 125))).hasMillis(125);
  }

  /**
   * The followers keep their promise until the lease ends, but the hand-over does not wait so long.
   */
  @Test
  void aHandOverLeavesHalfALease() {
    time.observe(leading(0, 475));
    time.observe(leading(90, 470));
    assertThat(time.left(withoutLease(100))).hasNanos(237_500_000);
  }

  @Test
  void aHandOverLateInALeaseLeavesTheRestOfIt() {
    time.observe(leading(0, 475));
    assertThat(time.left(withoutLease(400))).hasMillis(75);
  }

  /** The process stood still, and another node may lead by now. */
  @Test
  void aLeaseThatRanOutUnnoticedLeavesNothing() {
    time.observe(leading(0, 475));
    assertThat(time.left(withoutLease(475))).isZero();
    assertThat(time.left(withoutLease(60_000))).isZero();
  }

  @Test
  void aLaterLeadershipOfThisNodeIsNoneOfIts() {
    time.observe(leading(0, 475));
    ElectionStatus later =
        SettableMonitor.withLease(Duration.ofMillis(475), Duration.ofMillis(2_000), 9);
    time.observe(later);
    assertThat(time.left(later)).isZero();
  }

  @Test
  void whatWasOverBeforeItWasSeenLeavesNothing() {
    assertThat(time.left(withoutLease(0))).isZero();
  }

  @Test
  void looksAgainSeveralTimesALease() {
    assertThat(time.untilNextLook()).isPositive();
    time.observe(leading(0, 400));
    assertThat(time.untilNextLook()).hasMillis(100);
  }

  private static ElectionStatus leading(long uptimeMillis, long leaseMillis) {
    return SettableMonitor.withLease(
        Duration.ofMillis(leaseMillis), Duration.ofMillis(uptimeMillis));
  }

  private static ElectionStatus withoutLease(long uptimeMillis) {
    return leading(uptimeMillis, 0);
  }
}
