package io.election.storage.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Reads and writes the one row of the table. */
record RecordTable(Connection connection) {

  Optional<RecordRow> read() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT record, save_count FROM election_record")) {
      return result.next()
          ? Optional.of(new RecordRow(result.getString("record"), result.getLong("save_count")))
          : Optional.empty();
    }
  }

  /**
   * Replaces the row and syncs it. H2 calls a commit done when it has handed it to the operating
   * system at most; only the checkpoint makes it force the file (rule T1).
   */
  void write(RecordRow row) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            "MERGE INTO election_record (only_row, record, save_count) KEY (only_row)"
                + " VALUES (TRUE, ?, ?)")) {
      merge.setString(1, row.record());
      merge.setLong(2, row.saveCount());
      merge.executeUpdate();
    }
    sync();
  }

  void sync() throws SQLException {
    try (Statement checkpoint = connection.createStatement()) {
      checkpoint.execute("CHECKPOINT SYNC");
    }
  }
}
