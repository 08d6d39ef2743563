package io.election.engine.loop;

import io.election.api.store.ElectionStore;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.engine.Input;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Writes to the store on a thread of its own, so that a slow disk holds up no heartbeat (rule S3).
 */
final class StoreWriter implements AutoCloseable {

  private final ElectionStore store;
  private final Consumer<Input> outcome;
  private final Worker worker;

  StoreWriter(ElectionStore store, int nodeId, Consumer<Input> outcome) {
    this.store = store;
    this.outcome = outcome;
    this.worker = new Worker("election-store-" + nodeId);
  }

  void write(PersistentState state) {
    try {
      worker.execute(() -> outcome.accept(save(state)));
    } catch (RejectedExecutionException closed) {
      outcome.accept(new Input.StoreFailed(state, "the node is stopping"));
    }
  }

  private Input save(PersistentState state) {
    try {
      store.save(state);
      return new Input.Stored(state);
    } catch (StoreException | RuntimeException | Error failure) {
      String cause = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      return new Input.StoreFailed(state, cause);
    }
  }

  /** Waits for a write under way, at most a second; a disk that hangs is left behind. */
  @Override
  public void close() {
    worker.close();
  }
}
