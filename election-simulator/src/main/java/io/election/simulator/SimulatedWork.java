package io.election.simulator;

import io.election.engine.View;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What acts as the leader on one node: begins when leadership does, and when it is told to stop,
 * stops after a while or never (rule H1).
 */
final class SimulatedWork {

  private final Agenda agenda;
  private final Set<Long> terms = new TreeSet<>();
  private LongSupplier stopsAfterNanos = () -> 0;
  private long leaseUntilNanos = View.NO_LEASE;
  private boolean leftBehind;
  private long process;

  SimulatedWork(Agenda agenda) {
    this.agenda = agenda;
  }

  /** From now on it takes so long to stop, each time. */
  void stopsAfter(LongSupplier nanos) {
    stopsAfterNanos = nanos;
  }

  void begins(long term) {
    terms.add(term);
    leftBehind = false;
  }

  /** The lease that it goes by, as long as its node says that it leads. */
  void seesLease(long untilNanos) {
    if (untilNanos != View.NO_LEASE) {
      leaseUntilNanos = untilNanos;
    }
  }

  /**
   * It is told to stop.
   *
   * @param stops hears of its term when it does
   */
  void isToStop(long term, LongConsumer stops) {
    long told = process;
    long takes = stopsAfterNanos.getAsLong();
    if (takes != SimulatedNode.NEVER) {
      agenda.after(
          takes,
          () -> {
            if (told == process) {
              stops.accept(term);
            }
          });
    }
  }

  void stops(long term) {
    terms.remove(term);
  }

  /** Its node did not wait for it any longer, as it may after a while. */
  void isLeftBehind() {
    leftBehind = true;
  }

  /** Its process is gone. */
  void dies() {
    process++;
    terms.clear();
  }

  /** Whether that of this term goes on. */
  boolean goesOnIn(long term) {
    return terms.contains(term);
  }

  /** Whether it goes on and may rely on nobody else leading. */
  boolean isSafeAt(long nowNanos) {
    return !terms.isEmpty() && !leftBehind && nowNanos < leaseUntilNanos;
  }
}
