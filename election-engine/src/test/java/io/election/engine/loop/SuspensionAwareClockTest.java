package io.election.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules L4 and M3. */
class SuspensionAwareClockTest {

  private final SimulatedMachine machine = new SimulatedMachine();
  private final SuspensionAwareClock clock = machine.clock();

  @Test
  void startsAtZeroAndFollowsTheMonotonicClock() {
    assertThat(clock.getAsLong()).isZero();

    machine.runs(Duration.ofMillis(700));

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofMillis(700).toNanos());
  }

  @Test
  void countsSuspensionAtTheFirstReading() {
    machine.runs(Duration.ofSeconds(1));
    machine.sleeps(Duration.ofSeconds(10));

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void addsSuspensionsUp() {
    machine.sleeps(Duration.ofSeconds(10));
    clock.getAsLong();
    machine.runs(Duration.ofSeconds(1));
    machine.sleeps(Duration.ofMillis(300));

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofMillis(11_300).toNanos());
  }

  @Test
  void wallClockThatIsSetAloneChangesNothing() {
    machine.setsWallClock(Duration.ofHours(1));
    assertThat(clock.getAsLong()).isZero();

    machine.setsWallClock(Duration.ofHours(-2));
    assertThat(clock.getAsLong()).isZero();

    machine.runs(Duration.ofSeconds(1));
    assertThat(clock.getAsLong()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void suspensionAfterTheWallClockWasSetIsCounted() {
    machine.setsWallClock(Duration.ofHours(-2));
    clock.getAsLong();
    machine.sleeps(Duration.ofSeconds(10));

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void coarseBootClockIsNoSuspension() {
    machine.bootClockJumps(Duration.ofMillis(19));
    machine.setsWallClock(Duration.ofHours(1));

    assertThat(clock.getAsLong()).isZero();
  }

  @Test
  void bootClockIsReadOnlyWhenTheWallClockHasMoved() {
    int readings = machine.bootReadings;
    machine.runs(Duration.ofSeconds(1));
    clock.getAsLong();
    assertThat(machine.bootReadings).isEqualTo(readings);

    machine.setsWallClock(Duration.ofHours(1));
    clock.getAsLong();
    clock.getAsLong();
    assertThat(machine.bootReadings).isEqualTo(readings + 1);
  }

  @Test
  void withoutABootClockItIsThePlainMonotonicClock() {
    SuspensionAwareClock plain =
        new SuspensionAwareClock(
            () -> machine.monotonicNanos, () -> machine.wallMillis, OptionalLong::empty);
    machine.runs(Duration.ofSeconds(1));
    machine.sleeps(Duration.ofSeconds(10));

    assertThat(plain.getAsLong()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void suspensionWhileItLooksIsFoundAtTheNextReading() {
    machine.setsWallClock(Duration.ofHours(1));
    machine.afterBootReading.add(() -> machine.sleeps(Duration.ofSeconds(10)));
    clock.getAsLong();

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void threadThatWaitsForAProcessorWhileItLooksWasNotSuspended() {
    machine.setsWallClock(Duration.ofHours(1));
    machine.beforeBootReading.add(() -> machine.runs(Duration.ofMillis(200)));

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofMillis(200).toNanos());
    assertThat(clock.getAsLong()).isEqualTo(Duration.ofMillis(200).toNanos());
  }

  @Test
  void threadThatWaitedForAProcessorAtTheStartFindsShortSuspensions() {
    machine.beforeBootReading.add(() -> machine.runs(Duration.ofMillis(200)));
    SuspensionAwareClock disturbed = machine.clock();
    machine.sleeps(Duration.ofMillis(150));

    assertThat(disturbed.getAsLong()).isEqualTo(Duration.ofMillis(350).toNanos());
  }

  @Test
  void lookThatIsAlwaysDisturbedIsLeftToTheNextReading() {
    machine.sleeps(Duration.ofSeconds(10));
    for (int look = 0; look < 10; look++) {
      machine.beforeBootReading.add(() -> machine.runs(Duration.ofMillis(200)));
    }
    assertThat(clock.getAsLong()).isEqualTo(Duration.ofSeconds(2).toNanos());

    assertThat(clock.getAsLong()).isEqualTo(Duration.ofSeconds(12).toNanos());
  }

  @Test
  void readsTheClocksOfThisMachine() {
    SuspensionAwareClock real = new SuspensionAwareClock();

    long first = real.getAsLong();
    long second = real.getAsLong();

    assertThat(first).isNotNegative();
    assertThat(second).isGreaterThanOrEqualTo(first);
  }

  /** A machine whose three clocks a test turns by hand. */
  private static final class SimulatedMachine {

    private long monotonicNanos = 5_000_000_000L;
    private long bootNanos = 7_000_000_000L;
    private long wallMillis = 1_700_000_000_000L;
    private int bootReadings;
    private final Queue<Runnable> beforeBootReading = new ArrayDeque<>();
    private final Queue<Runnable> afterBootReading = new ArrayDeque<>();

    SuspensionAwareClock clock() {
      return new SuspensionAwareClock(() -> monotonicNanos, () -> wallMillis, this::readBootClock);
    }

    private OptionalLong readBootClock() {
      bootReadings++;
      happens(beforeBootReading.poll());
      OptionalLong reading = OptionalLong.of(bootNanos);
      happens(afterBootReading.poll());
      return reading;
    }

    private static void happens(@Nullable Runnable disturbance) {
      if (disturbance != null) {
        disturbance.run();
      }
    }

    void runs(Duration duration) {
      monotonicNanos += duration.toNanos();
      bootNanos += duration.toNanos();
      wallMillis += duration.toMillis();
    }

    void sleeps(Duration duration) {
      bootNanos += duration.toNanos();
      wallMillis += duration.toMillis();
    }

    void setsWallClock(Duration difference) {
      wallMillis += difference.toMillis();
    }

    void bootClockJumps(Duration difference) {
      bootNanos += difference.toNanos();
    }
  }
}
