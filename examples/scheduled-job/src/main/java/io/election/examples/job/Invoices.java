package io.election.examples.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The invoices in the database, which takes them from the latest leader only. */
@ApplicationScoped
class Invoices {

  private final DataSource database;

  Invoices(DataSource database) {
    this.database = database;
  }

  /**
   * Issues the next invoice, unless a later leader has issued one.
   *
   * @param term the leadership in which the work on it began
   * @return its number, or empty if the write was refused
   */
  @Transactional
  OptionalLong issue(long term, int node) {
    try (Connection connection = database.getConnection()) {
      return passFence(connection, term)
          ? OptionalLong.of(insert(connection, term, node))
          : OptionalLong.empty();
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  /**
   * Raises the fence to this term, and locks it until the transaction ends: whoever comes at the
   * same time waits, and is then judged by what this transaction has left.
   */
  private static boolean passFence(Connection connection, long term) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update fence set term = ? where resource = 'invoices' and term <= ?")) {
      update.setLong(1, term);
      update.setLong(2, term);
      return update.executeUpdate() == 1;
    }
  }

  private static long insert(Connection connection, long term, int node) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into invoice (number, term, node, issued_at)
            select coalesce(max(number), 0) + 1, ?, ?, current_timestamp(9) from invoice""",
            new String[] {"number"})) {
      insert.setLong(1, term);
      insert.setInt(2, node);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** The latest, newest first. */
  List<Invoice> latest() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select number, term, node, issued_at from invoice order by number desc limit 10");
        ResultSet rows = select.executeQuery()) {
      List<Invoice> invoices = new ArrayList<>();
      while (rows.next()) {
        invoices.add(
            new Invoice(
                rows.getLong("number"),
                rows.getLong("term"),
                rows.getInt("node"),
                rows.getObject("issued_at", Instant.class)));
      }
      return invoices;
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }
}
