package io.election.storage.file;

import io.election.api.store.ElectionStoreContract;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.RecordText;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FileElectionStoreContractTest extends ElectionStoreContract {

  @Override
  protected ElectionStoreFactory factory() {
    return new FileElectionStoreFactory();
  }

  @Override
  protected Path recordFile(Path directory) {
    return directory.resolve(FileElectionStore.RECORD_FILE);
  }

  @Override
  protected void writeOlderFormat(StoreLocation location) throws IOException {
    Files.writeString(
        recordFile(location.directory()),
        RecordText.withChecksum("election-record 1\ncluster local\nnode 2\nterm 7\nvote 3\n"));
  }

  @Override
  protected void writeNewerFormat(StoreLocation location) throws IOException {
    Files.writeString(
        recordFile(location.directory()),
        RecordText.withChecksum("election-record 3\nwhatever a later version writes\n"));
  }

  @Override
  protected void leaveInterruptedSave(StoreLocation location) throws IOException {
    Files.writeString(temporaryFile(location.directory()), "election-record 2\nclus");
  }

  /** A directory where the temporary file should be: it cannot be opened for writing. */
  @Override
  protected Fault failWrites(Path directory) throws IOException {
    Path obstacle = Files.createDirectory(temporaryFile(directory));
    return () -> Files.delete(obstacle);
  }

  private static Path temporaryFile(Path directory) {
    return directory.resolve(FileElectionStore.RECORD_FILE + NodeDirectory.TEMPORARY_SUFFIX);
  }
}
