package io.election.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.election.api.store.ElectionRecord;
import io.election.api.store.ElectionStore;
import io.election.api.store.ElectionStoreFactory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A faulty store: it forces all that it writes, but writes over the record that it replaces. */
final class OverwritingStoreFactory implements ElectionStoreFactory {

  private final FileElectionStoreFactory sound = new FileElectionStoreFactory();

  @Override
  public String name() {
    return "overwriting";
  }

  @Override
  public boolean hasRecord(StoreLocation location) {
    return sound.hasRecord(location);
  }

  @Override
  public ElectionStore open(StoreLocation location) throws StoreException {
    return new OverwritingStore(location, sound.open(location));
  }

  private record OverwritingStore(StoreLocation location, ElectionStore sound)
      implements ElectionStore {

    @Override
    public Optional<PersistentState> load() throws StoreException {
      return sound.load();
    }

    @Override
    public void save(PersistentState state) throws StoreException {
      Path file = location.directory().resolve(FileElectionStore.RECORD_FILE);
      byte[] record = ElectionRecord.encode(location, state).getBytes(UTF_8);
      try (FileChannel channel = FileChannel.open(file, CREATE, WRITE);
          FileChannel directory = FileChannel.open(location.directory(), READ)) {
        channel.truncate(record.length);
        channel.write(ByteBuffer.wrap(record), 0);
        channel.force(true);
        directory.force(true);
      } catch (IOException e) {
        throw StoreException.unavailable(file, "be written", e);
      }
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
