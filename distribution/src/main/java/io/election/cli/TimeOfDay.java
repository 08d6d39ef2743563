package io.election.cli;

import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/**
 * The wall-clock time before each line, to the millisecond: an election takes less than a second.
 */
public final class TimeOfDay {

  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private TimeOfDay() {}

  public static String of(Clock clock) {
    return FORMAT.format(LocalTime.now(clock));
  }
}
