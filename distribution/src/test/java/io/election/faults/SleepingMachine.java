package io.election.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The machine of one node, which sleeps without anybody's losing time by it: a node on a machine
 * that wakes finds its wall clock and the uptime ahead of its monotonic clock, and nothing else
 * tells it.
 */
final class SleepingMachine {

  private static final Path REAL_UPTIME = Path.of("/proc/uptime");

  private final Path offset;
  private final Path uptime;
  private Duration slept = Duration.ZERO;

  /** Keeps the files that the node reads there. */
  SleepingMachine(Path directory, int node) {
    this.offset = directory.resolve("offset-" + node);
    this.uptime = directory.resolve("uptime-" + node);
    sleep(Duration.ZERO);
  }

  NodeOptions options() {
    return FakeClock.wallClock(offset).withUptime(uptime);
  }

  /** It has slept for that long; its node sees it within a second. */
  void sleep(Duration duration) {
    slept = slept.plus(duration);
    try {
      double awake = Double.parseDouble(Files.readString(REAL_UPTIME).split(" ")[0]);
      Files.writeString(uptime, "%d.00 0.00%n".formatted((long) awake + slept.toSeconds()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    // Last: it is why the node looks at the other.
    FakeClock.setOffset(offset, slept);
  }
}
