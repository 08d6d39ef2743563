package io.election.quarkus;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreLocation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that forgets when it is closed. */
@ApplicationScoped
class MemoryStoreFactory implements ElectionStoreFactory {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public boolean hasRecord(StoreLocation location) {
    return false;
  }

  @Override
  public ElectionStore open(StoreLocation location) {
    return new ElectionStore() {

      private volatile @Nullable PersistentState saved;

      @Override
      public Optional<PersistentState> load() {
        return Optional.ofNullable(saved);
      }

      @Override
      public void save(PersistentState state) {
        saved = state;
      }

      @Override
      public void close() {}
    };
  }
}
