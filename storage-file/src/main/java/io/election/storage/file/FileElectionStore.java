package io.election.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.election.api.store.ElectionRecord;
import io.election.api.store.ElectionStore;
import io.election.api.store.NodeDirectory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** One file, replaced as a whole and durably for each save (rule T1). */
final class FileElectionStore implements ElectionStore {

  static final String RECORD_FILE = "election.record";

  private final StoreLocation location;
  private final NodeDirectory directory;
  private final Path file;

  private FileElectionStore(StoreLocation location, NodeDirectory directory) {
    this.location = location;
    this.directory = directory;
    this.file = directory.file(RECORD_FILE);
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
      directory.discardInterruptedReplace(RECORD_FILE);
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
      return Optional.of(ElectionRecord.decode(location, file, Files.readString(file)));
    } catch (CharacterCodingException e) {
      throw StoreException.damaged(file, "it is not text", e);
    } catch (IOException e) {
      throw StoreException.unavailable(file, "be read", e);
    }
  }

  @Override
  public void save(PersistentState state) throws StoreException {
    try {
      directory.replace(RECORD_FILE, ElectionRecord.encode(location, state).getBytes(UTF_8));
    } catch (IOException e) {
      throw StoreException.unavailable(file, "be written", e);
    }
  }

  @Override
  public void close() {
    directory.close();
  }
}
