package io.election.quarkus.metrics;

import io.election.api.store.ElectionStore;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Times every write, those that fail too. */
final class TimedStore implements ElectionStore {

  private final ElectionStore store;
  private final Timer writes;
  private final Executor recording;

  TimedStore(ElectionStore store, Timer writes, Executor recording) {
    this.store = store;
    this.writes = writes;
    this.recording = recording;
  }

  @Override
  public Optional<PersistentState> load() throws StoreException {
    return store.load();
  }

  @Override
  public void save(PersistentState state) throws StoreException {
    long begunNanos = System.nanoTime();
    try {
      store.save(state);
    } finally {
      long tookNanos = System.nanoTime() - begunNanos;
      recording.execute(() -> writes.record(tookNanos, TimeUnit.NANOSECONDS));
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
