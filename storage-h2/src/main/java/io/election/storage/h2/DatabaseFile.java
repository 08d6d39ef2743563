package io.election.storage.h2;

import io.election.api.store.NodeDirectory;
import io.election.api.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;

/** The database as a file: how H2 is told to open it, and what its refusals mean. */
final class DatabaseFile {

  static final String NAME = "election.mv.db";

  /** H2 adds the rest of the file's name. */
  private static final String NAME_FOR_H2 = "election";

  /**
   *
   *
   * <ul>
   *   <li>WRITE_DELAY=0: a commit is written at once; that a sync then really happens is up to
   *       {@link RecordTable}.
   *   <li>DB_CLOSE_ON_EXIT=FALSE: the store is closed by its owner; H2's own hook would close it
   *       under an election that is still handing over.
   *   <li>RETENTION_TIME=0: space that a save has set free may be used by the next. H2 keeps it for
   *       45 seconds because it does not sync; here each save is synced before the next begins, and
   *       the file keeps its size of a few pages.
   *   <li>MAX_COMPACT_TIME=0: closing does not move the record about.
   *   <li>CACHE_SIZE: KiB; one row needs none.
   *   <li>TRACE_LEVEL_FILE=0: no trace file; errors are thrown, not filed.
   * </ul>
   */
  private static final String SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=0;MAX_COMPACT_TIME=0"
          + ";CACHE_SIZE=64;TRACE_LEVEL_FILE=0";

  private final Path path;
  private final String url;

  DatabaseFile(NodeDirectory directory, String fileSystem) {
    this.path = directory.file(NAME);
    this.url =
        "jdbc:h2:"
            + fileSystem
            + directory.file(NAME_FOR_H2).toAbsolutePath().normalize()
            + SETTINGS;
  }

  Path path() {
    return path;
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @param mustExist whether a store has saved here, so that an empty database has lost its record
   */
  Connection connect(boolean mustExist) throws StoreException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(mustExist ? url + ";IFEXISTS=TRUE" : url);
    Connection connection = null;
    boolean ready = false;
    try {
      connection = source.getConnection();
      new Schema(source, path).bringUpToDate(mustExist);
      ready = true;
      return connection;
    } catch (SQLException | RuntimeException e) {
      throw DatabaseFailure.whenReading(path, e);
    } finally {
      if (!ready && connection != null) {
        closeQuietly(connection);
      }
    }
  }

  /**
   * Lets go of the files as they are. What was saved is synced already, and H2 must not mark the
   * database as cleanly closed: the next start writes over old parts of the file before it takes
   * that mark away, and if it is cut short between the two, H2 believes the mark and falls back to
   * a part from long ago (rule T3; found as a crash state).
   */
  static void closeQuietly(Connection connection) {
    try (connection;
        Statement shutdown = connection.createStatement()) {
      shutdown.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      // Said already, by the failure that led here, or without consequence.
    }
  }
}
