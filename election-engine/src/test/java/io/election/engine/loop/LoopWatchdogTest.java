package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A thread that is stuck is told about by another (rule S3). */
class LoopWatchdogTest {

  private final ShownNode node = new ShownNode();
  private final LoopProgress progress = new LoopProgress();
  private final RecordingMeter meter = new RecordingMeter();

  /** Never started: the test looks for it. */
  private final LoopWatchdog watchdog =
      new LoopWatchdog(
          1,
          Thread.currentThread(),
          progress,
          node.clock,
          node.shown,
          meter,
          Duration.ofMillis(500));

  @Test
  void stepThatDoesNotEndIsToldOnce() {
    progress.begin();

    look(LoopWatchdog.LOOKS_UNTIL_ALARM);
    assertThat(meter.stalls).isEmpty();
    look(1);
    assertThat(meter.stalls).hasSize(1);
    assertThat(node.shown.impediment().detail())
        .startsWith("the election's thread does not come back from ")
        .endsWith("; this node neither votes nor leads until it does");

    look(100);
    assertThat(meter.stalls).hasSize(1);
  }

  @Test
  void threadThatGoesOnIsWellAgain() {
    progress.begin();
    look(10);

    progress.end();
    look(1);

    assertThat(node.shown.impediment()).isNull();
  }

  @Test
  void threadThatIsStuckASecondTimeIsToldAgain() {
    progress.begin();
    look(10);
    progress.end();

    progress.begin();
    look(10);

    assertThat(meter.stalls).hasSize(2);
    assertThat(node.shown.impediment()).isNotNull();
  }

  @Test
  void threadThatWaitsForInputIsNotStuck() {
    progress.begin();
    progress.end();

    look(100);

    assertThat(meter.stalls).hasSize(0);
  }

  @Test
  void threadThatDoesNotWakeUpIsStuck() {
    progress.scheduleWakeUp(Duration.ofMillis(100).toNanos());
    look(100);
    assertThat(meter.stalls).isEmpty();

    node.clock.advance(Duration.ofMillis(101));
    look(LoopWatchdog.LOOKS_UNTIL_ALARM);

    assertThat(meter.stalls).hasSize(1);
  }

  @Test
  void threadThatIsBusyWithOneStepAfterTheOtherIsNotStuck() {
    for (int step = 0; step < 100; step++) {
      progress.begin();
      look(LoopWatchdog.LOOKS_UNTIL_ALARM);
      progress.end();
    }

    assertThat(meter.stalls).hasSize(0);
  }

  private void look(int times) {
    for (int look = 0; look < times; look++) {
      watchdog.look();
    }
  }
}
