package io.election.engine.loop;

import io.election.api.store.ElectionStore;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Keeps a record in memory; can be made to hang or to fail. */
final class MemoryStore implements ElectionStore {

  private final BlockingQueue<PersistentState> attempts = new LinkedBlockingQueue<>();
  private final BlockingQueue<Thread> writers = new LinkedBlockingQueue<>();
  private volatile @Nullable PersistentState saved;
  private volatile CountDownLatch open = new CountDownLatch(0);
  private volatile @Nullable StoreException failure;
  private volatile @Nullable RuntimeException fault;

  /** From here on, {@code save} blocks until {@link #goOn}. */
  void hang() {
    open = new CountDownLatch(1);
  }

  void goOn() {
    open.countDown();
  }

  void failWith(@Nullable StoreException exception) {
    failure = exception;
  }

  void breakWith(@Nullable RuntimeException exception) {
    fault = exception;
  }

  /** What was to be saved, whether it succeeded or not. */
  BlockingQueue<PersistentState> attempts() {
    return attempts;
  }

  /** Who wanted to save it. */
  BlockingQueue<Thread> writers() {
    return writers;
  }

  @Override
  public Optional<PersistentState> load() {
    return Optional.ofNullable(saved);
  }

  @Override
  public void save(PersistentState state) throws StoreException {
    attempts.add(state);
    writers.add(Thread.currentThread());
    try {
      open.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
    if (fault != null) {
      throw fault;
    }
    saved = state;
  }

  @Override
  public void close() {}
}
