package io.election.storage.file;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.LinkOption;

/** Opens stores that keep the record in the file {@code election.record}. */
@ApplicationScoped
public class FileElectionStoreFactory implements ElectionStoreFactory {

  @Override
  public String name() {
    return "file";
  }

  @Override
  public ElectionStore open(StoreLocation location) throws StoreException {
    return FileElectionStore.open(location);
  }

  @Override
  public boolean hasRecord(StoreLocation location) {
    return !Files.notExists(
        location.directory().resolve(FileElectionStore.RECORD_FILE), LinkOption.NOFOLLOW_LINKS);
  }
}
