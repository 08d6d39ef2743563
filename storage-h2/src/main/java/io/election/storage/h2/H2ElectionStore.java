package io.election.storage.h2;

import io.election.api.store.ElectionRecord;
import io.election.api.store.ElectionStore;
import io.election.api.store.NodeDirectory;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import io.election.api.store.StoreLocation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row in a database of its own, over one connection. After a failure the connection is dropped
 * and the next call opens the database anew, as H2 gives a database up that it could not write.
 */
final class H2ElectionStore implements ElectionStore {

  private final StoreLocation location;
  private final NodeDirectory directory;
  private final DatabaseFile database;
  private final SaveCount saveCount;

  private @Nullable Connection connection;
  private long saves;

  private H2ElectionStore(StoreLocation location, NodeDirectory directory, String fileSystem) {
    this.location = location;
    this.directory = directory;
    this.database = new DatabaseFile(directory, fileSystem);
    this.saveCount = new SaveCount(directory);
  }

  static H2ElectionStore open(StoreLocation location, String fileSystem) throws StoreException {
    H2ElectionStore store =
        new H2ElectionStore(location, NodeDirectory.open(location.directory()), fileSystem);
    try {
      store.load();
      return store;
    } catch (StoreException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Optional<PersistentState> load() throws StoreException {
    try {
      Optional<RecordRow> row = table().read();
      return row.isPresent() ? Optional.of(stateIn(row.get())) : Optional.empty();
    } catch (SQLException | RuntimeException e) {
      disconnect();
      throw DatabaseFailure.whenReading(database.path(), e);
    }
  }

  private PersistentState stateIn(RecordRow row) throws StoreException {
    return ElectionRecord.decode(location, database.path(), row.record());
  }

  @Override
  public void save(PersistentState state) throws StoreException {
    RecordTable table = table();
    long count = saves + 1;
    try {
      table.write(new RecordRow(ElectionRecord.encode(location, state), count));
      saveCount.write(count);
      saves = count;
    } catch (SQLException | RuntimeException | IOException e) {
      disconnect();
      throw StoreException.unavailable(database.path(), "be written", e);
    }
  }

  private RecordTable table() throws StoreException {
    if (connection == null) {
      connection = connect();
    }
    return new RecordTable(connection);
  }

  private Connection connect() throws StoreException {
    long finishedSaves = saveCount.read();
    Connection opened = database.connect(finishedSaves > 0);
    boolean ready = false;
    try {
      RecordTable table = new RecordTable(opened);
      Optional<RecordRow> row = table.read();
      saves = row.map(RecordRow::saveCount).orElse(0L);
      requireLatest(finishedSaves);
      if (row.isPresent()) {
        // Before anything is changed: what is refused stays as it was.
        stateIn(row.get());
        finishInterruptedSave(table, finishedSaves);
      }
      ready = true;
      return opened;
    } catch (SQLException | RuntimeException e) {
      throw DatabaseFailure.whenReading(database.path(), e);
    } catch (IOException e) {
      throw StoreException.unavailable(database.path(), "be made ready", e);
    } finally {
      if (!ready) {
        DatabaseFile.closeQuietly(opened);
      }
    }
  }

  /** The row may be one save ahead of the count, by a crash between the two, and nothing else. */
  private void requireLatest(long finishedSaves) throws StoreException {
    if (saves < finishedSaves || saves > finishedSaves + 1) {
      throw StoreException.damaged(
          database.path(),
          "it shows save " + saves + ", but " + SaveCount.FILE + " says " + finishedSaves,
          null);
    }
  }

  /**
   * What a process that was killed inside {@code save} has written will be acted upon from now on,
   * so it must not vanish: neither unsynced nor unnoticed.
   */
  private void finishInterruptedSave(RecordTable table, long finishedSaves)
      throws SQLException, IOException {
    table.sync();
    directory.sync();
    if (saves > finishedSaves) {
      saveCount.write(saves);
    }
  }

  private void disconnect() {
    if (connection != null) {
      DatabaseFile.closeQuietly(connection);
      connection = null;
    }
  }

  @Override
  public void close() {
    disconnect();
    directory.close();
  }
}
