package io.election.simulator;

/** A monotonic clock that runs a little too fast or too slow, and not always the same way. */
public final class SimulatedClock {

  private final Agenda agenda;
  private double rate = 1;
  private long changedAtNanos;
  private long readingThen;

  /**
   * @param agenda true time
   * @param origin what it shows at the beginning
   */
  public SimulatedClock(Agenda agenda, long origin) {
    this.agenda = agenda;
    this.readingThen = origin;
  }

  /** What it shows now, in nanoseconds. */
  public long read() {
    return readingThen + (long) ((agenda.now() - changedAtNanos) * rate);
  }

  /** How much true time passes until it shows this, at its present rate. */
  public long untilItShows(long nanos) {
    return (long) Math.ceil((nanos - read()) / rate);
  }

  /** From now on it runs so many times as fast as true time. */
  public void runAt(double newRate) {
    readingThen = read();
    changedAtNanos = agenda.now();
    rate = newRate;
  }
}
