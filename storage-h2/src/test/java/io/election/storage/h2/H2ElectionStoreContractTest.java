package io.election.storage.h2;

import io.election.api.store.ElectionStoreContract;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.NodeDirectory;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class H2ElectionStoreContractTest extends ElectionStoreContract {

  @Override
  protected ElectionStoreFactory factory() {
    return new H2ElectionStoreFactory(FailingFileSystem.register());
  }

  @Override
  protected Path recordFile(Path directory) {
    return directory.resolve(DatabaseFile.NAME);
  }

  /** With the schema of the earlier version, as Flyway made it then. */
  @Override
  protected void writeOlderFormat(StoreLocation location) throws Exception {
    Files.delete(recordFile(location.directory()));
    Database.makeEarlierVersion(location.directory());
  }

  /** As Flyway of a later version would have left it. */
  @Override
  protected void writeNewerFormat(StoreLocation location) throws Exception {
    Database.execute(
        location.directory(),
        """
        INSERT INTO "flyway_schema_history"
          ("installed_rank", "version", "description", "type", "script", "checksum",
           "installed_by", "execution_time", "success")
        VALUES (2, '3', 'later', 'SQL', 'V3__later.sql', 1, '', 1, TRUE)""");
  }

  /** The part of the database that was being written, and the save count's temporary file. */
  @Override
  protected void leaveInterruptedSave(StoreLocation location) throws IOException {
    Files.write(
        recordFile(location.directory()), new byte[3 * 4096 + 17], StandardOpenOption.APPEND);
    Files.writeString(
        location.directory().resolve(SaveCount.FILE + NodeDirectory.TEMPORARY_SUFFIX), "1");
  }

  @Override
  protected Fault failWrites(Path directory) {
    String prefix = recordFile(directory).toString();
    FailingFileSystem.fail(prefix);
    return () -> FailingFileSystem.repair(prefix);
  }
}
