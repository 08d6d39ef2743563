package io.election.storage.h2;

import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Optional;

/** Reads and writes the one row of the table. */
final class StateTable {

  private final Connection connection;
  private final Path file;

  StateTable(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  /**
   * @throws StoreException if what the row says does not fit its checksum
   */
  Optional<StateRow> read() throws SQLException, StoreException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT cluster_id, node_id, term, voted_for, save_count, checksum"
                    + " FROM election_state")) {
      if (!result.next()) {
        return Optional.empty();
      }
      StateRow row =
          new StateRow(
              result.getString("cluster_id"),
              result.getInt("node_id"),
              new PersistentState(
                  result.getLong("term"), result.getObject("voted_for", Integer.class)),
              result.getLong("save_count"));
      if (row.checksum() != result.getLong("checksum")) {
        throw StoreException.damaged(file, "its checksum does not match its content", null);
      }
      return Optional.of(row);
    } catch (IllegalArgumentException e) {
      throw StoreException.damaged(file, "it holds no possible term and vote", e);
    }
  }

  /**
   * Replaces the row and syncs it. H2 calls a commit done when it has handed it to the operating
   * system at most; only the checkpoint makes it force the file (rule T1).
   */
  void write(StateRow row) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            "MERGE INTO election_state (only_row, cluster_id, node_id, term, voted_for,"
                + " save_count, checksum) KEY (only_row) VALUES (TRUE, ?, ?, ?, ?, ?, ?)")) {
      merge.setString(1, row.clusterId());
      merge.setInt(2, row.nodeId());
      merge.setLong(3, row.state().term());
      merge.setObject(4, row.state().votedFor(), Types.INTEGER);
      merge.setLong(5, row.saveCount());
      merge.setLong(6, row.checksum());
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
