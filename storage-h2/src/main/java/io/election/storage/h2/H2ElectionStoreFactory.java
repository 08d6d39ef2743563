package io.election.storage.h2;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;

/** Opens stores that keep the record in the database {@code election.mv.db}. */
@ApplicationScoped
public class H2ElectionStoreFactory implements ElectionStoreFactory {

  private final String fileSystem;

  /** Stores on the file system of the operating system. */
  public H2ElectionStoreFactory() {
    this("file:");
  }

  /**
   * @param fileSystem the prefix of one of H2's file systems; tests bring one that fails on demand
   */
  H2ElectionStoreFactory(String fileSystem) {
    this.fileSystem = fileSystem;
  }

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public ElectionStore open(StoreLocation location) throws StoreException {
    if (location.directory().toAbsolutePath().toString().indexOf(';') >= 0) {
      // H2 would take what follows for settings of the database.
      throw new StoreException(
          StoreException.Problem.UNAVAILABLE,
          location.directory()
              + " cannot hold an H2 database: its path has a ';'; choose another election.data-dir");
    }
    return H2ElectionStore.open(location, fileSystem);
  }

  /** The database is there once a store was opened, the save count only once one has saved. */
  @Override
  public boolean hasRecord(StoreLocation location) {
    return Files.exists(location.directory().resolve(SaveCount.FILE));
  }
}
