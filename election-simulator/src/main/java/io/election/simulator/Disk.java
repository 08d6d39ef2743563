package io.election.simulator;

import io.election.api.store.PersistentState;
import io.election.engine.Input;
import io.election.engine.RestoredState;
import java.util.function.Consumer;

/** Keeps one node's record, whatever becomes of its process. */
public interface Disk {

  /** What a process that starts now finds. */
  RestoredState restore();

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
