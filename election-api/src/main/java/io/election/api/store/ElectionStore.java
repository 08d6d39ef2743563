package io.election.api.store;

import java.util.Optional;

/**
 * Keeps one node's {@link PersistentState} across crashes and power cuts.
 *
 * <p><b>Durability.</b> When {@link #save} returns, all of the state is on stable storage: written
 * <em>and synced</em>, so that neither a kill of the process nor a loss of power takes it back. A
 * crash during {@code save} leaves either the old or the new state, never a mixture and never an
 * older one.
 *
 * <p><b>Threading.</b> An open store is used by one thread at a time. {@code save} may block; it is
 * never called on the thread that runs the election.
 */
public interface ElectionStore extends AutoCloseable {

  /**
   * What was saved last.
   *
   * @return the state, or empty if this node has never saved one here
   * @throws StoreException if a state is there and cannot be trusted; never a guess, never a fresh
   *     start over a damaged record (rule T4)
   */
  Optional<PersistentState> load() throws StoreException;

  /**
   * Replaces the state as a whole and syncs it; see the class description.
   *
   * @throws StoreException if it is not certain that the state is durable; the caller then treats
   *     it as not saved and may call again
   */
  void save(PersistentState state) throws StoreException;

  /** Releases the lock on the data directory. Closing twice does no harm. */
  @Override
  void close();
}
