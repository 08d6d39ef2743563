package io.election.simulator;

import io.election.engine.View;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What acts as the leader on one node: begins when leadership does, and when it is told to stop,
 * stops after a while or never (rule H1).
 */
final class SimulatedWork {

  private final Agenda agenda;
  private final SortedMap<Long, Long> leaseEndByTerm = new TreeMap<>();
  private LongSupplier stopsAfterNanos = () -> 0;
  private long process;

  SimulatedWork(Agenda agenda) {
    this.agenda = agenda;
  }

  /** From now on it takes so long to stop, each time. */
  void stopsAfter(LongSupplier nanos) {
    stopsAfterNanos = nanos;
  }

  void begins(long term) {
    leaseEndByTerm.put(term, View.NO_LEASE);
  }

  /**
   * The lease that it goes by, as long as its node says that it leads. What is left of an earlier
   * leadership has only the lease of then.
   */
  void seesLease(long untilNanos) {
    if (untilNanos != View.NO_LEASE && !leaseEndByTerm.isEmpty()) {
      leaseEndByTerm.put(leaseEndByTerm.lastKey(), untilNanos);
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
    leaseEndByTerm.remove(term);
  }

  /** Its node did not wait for it any longer, as it may after a while. */
  void isLeftBehind() {
    leaseEndByTerm.replaceAll((term, end) -> View.NO_LEASE);
  }

  /** Its process is gone. */
  void dies() {
    process++;
    leaseEndByTerm.clear();
  }

  /** Whether that of this term goes on. */
  boolean goesOnIn(long term) {
    return leaseEndByTerm.containsKey(term);
  }

  /** Whether it goes on and may rely on nobody else leading. */
  boolean isSafeAt(long nowNanos) {
    return leaseEndByTerm.values().stream().anyMatch(end -> nowNanos < end);
  }
}
