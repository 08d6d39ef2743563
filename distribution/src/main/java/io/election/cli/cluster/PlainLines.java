package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import io.election.cli.TimeOfDay;
import java.io.PrintStream;
import java.time.Clock;

/** One line for each event with its time, for pipes and logs: no picture, no escape codes. */
final class PlainLines implements Display {

  private final PrintStream out;
  private final Clock clock;

  /**
   * @param clock says the time of day, in the time zone of who reads it
   */
  PlainLines(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void tell(ClusterEvent event) {
    out.println(TimeOfDay.of(clock) + "  " + event.text());
    // Whoever reads along sees it when it happens, not when a buffer is full.
    out.flush();
  }

  @Override
  public void show(ClusterSnapshot snapshot) {
    // The events say all there is.
  }

  @Override
  public void prompt() {
    // Nobody looks at a cursor.
  }

  @Override
  public void close() {
    out.flush();
  }
}
