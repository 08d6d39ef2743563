package io.election.storage.h2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A faulty store: it takes the number of saves that H2 shows for the number of finished ones. */
record UncountingStoreFactory(ElectionStoreFactory sound) implements ElectionStoreFactory {

  @Override
  public String name() {
    return "uncounting";
  }

  @Override
  public boolean hasRecord(StoreLocation location) {
    return sound.hasRecord(location);
  }

  @Override
  public ElectionStore open(StoreLocation location) throws StoreException {
    Path directory = Path.of(location.directory().toString());
    if (hasRecord(location)) {
      try {
        long shown = Database.longOf(directory, "SELECT save_count FROM election_record");
        Files.write(directory.resolve(SaveCount.FILE), (shown + "\n").getBytes(US_ASCII));
      } catch (SQLException e) {
        throw DatabaseFailure.whenReading(directory, e);
      } catch (IOException e) {
        throw StoreException.unavailable(directory, "be written", e);
      }
    }
    return sound.open(location);
  }
}
