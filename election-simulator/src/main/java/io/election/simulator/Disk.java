package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import io.election.engine.Timings;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps one node's record, whatever becomes of its process. */
public interface Disk {

  /**
   * A process starts: it finds this, in which its start is counted and which is on the disk when
   * this returns (rule D11).
   *
   * @param members whom it counts as members if there is no record
   * @param timings its timings
   */
  RestoredState start(Set<Integer> members, Timings timings);

  /** What would be found if the node crashed now and the write under way were lost. */
  PersistentState content();

  /**
   * Begins a write.
   *
   * @param outcome hears {@link Input.Stored} or {@link Input.StoreFailed}, later or never
   */
  void write(PersistentState state, Consumer<Input> outcome);

  /** The process is gone: of a write under way nobody will hear, but it may have happened. */
  void interrupt();
}
