package io.election.storage.file;

import io.election.api.store.ElectionStore;
import io.election.api.store.NodeDirectory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One file, replaced as a whole by an atomic rename. The order is what makes it durable (rule T1):
 * the new content is synced before the rename, or a power cut could leave the name with nothing
 * behind it; the directory is synced after it, or a power cut could undo the rename.
 */
final class FileElectionStore implements ElectionStore {

  static final String RECORD_FILE = "election.record";
  static final String TEMPORARY_FILE = "election.record.tmp";

  private final StoreLocation location;
  private final NodeDirectory directory;
  private final Path file;
  private final Path temporary;

  private FileElectionStore(StoreLocation location, NodeDirectory directory) {
    this.location = location;
    this.directory = directory;
    this.file = directory.file(RECORD_FILE);
    this.temporary = directory.file(TEMPORARY_FILE);
  }

  static FileElectionStore open(StoreLocation location) throws StoreException {
    FileElectionStore store =
        new FileElectionStore(location, NodeDirectory.open(location.directory()));
    try {
      store.finishInterruptedSave();
      store.load();
      return store;
    } catch (StoreException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * A process that was killed inside {@code save} leaves a temporary file, which counts for
   * nothing, or a record that was renamed but not synced, which will be acted upon and so must not
   * vanish.
   */
  private void finishInterruptedSave() throws StoreException {
    try {
      Files.deleteIfExists(temporary);
      if (!Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        directory.sync();
      }
    } catch (IOException e) {
      throw StoreException.unavailable(file, "be made ready", e);
    }
  }

  @Override
  public Optional<PersistentState> load() throws StoreException {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      ElectionRecord found = ElectionRecord.decode(file, Files.readAllBytes(file));
      found.requireOwner(file, location);
      return Optional.of(found.state());
    } catch (IOException e) {
      throw StoreException.unavailable(file, "be read", e);
    }
  }

  @Override
  public void save(PersistentState state) throws StoreException {
    ElectionRecord record = new ElectionRecord(location.clusterId(), location.nodeId(), state);
    try {
      writeAndSync(temporary, record.encode());
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      directory.sync();
    } catch (IOException e) {
      throw StoreException.unavailable(file, "be written", e);
    }
  }

  private static void writeAndSync(Path target, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  @Override
  public void close() {
    directory.close();
  }
}
