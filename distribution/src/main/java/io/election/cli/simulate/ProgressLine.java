package io.election.cli.simulate;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says how far a long run has come: on a terminal one line that changes, elsewhere a new line now
 * and then. Runs of a moment stay silent.
 */
final class ProgressLine {

  private static final long SILENT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final long NEW_LINE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean isTerminal;
  private final LongSupplier clock;
  private long nextNanos;
  private boolean isDrawn;

  /**
   * @param clock monotonic, in nanoseconds
   */
  ProgressLine(PrintWriter err, boolean isTerminal, LongSupplier clock) {
    this.err = err;
    this.isTerminal = isTerminal;
    this.clock = clock;
    nextNanos = clock.getAsLong() + SILENT_NANOS;
  }

  static ProgressLine on(PrintWriter err) {
    return new ProgressLine(err, System.console() != null, System::nanoTime);
  }

  /** The state has changed; whether it is told depends on when that was done last. */
  void show(Supplier<String> state) {
    long now = clock.getAsLong();
    if (now >= nextNanos) {
      if (isTerminal) {
        err.print(CLEAR + state.get());
        isDrawn = true;
      } else {
        err.println(state.get());
      }
      err.flush();
      nextNanos = now + (isTerminal ? REDRAW_NANOS : NEW_LINE_NANOS);
    }
  }

  /** Results follow: they begin on a line of their own. */
  void end() {
    if (isDrawn) {
      err.print(CLEAR);
      err.flush();
      isDrawn = false;
    }
  }
}
