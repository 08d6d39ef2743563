package io.election.storage.h2;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a closed store, opened as an operator would. */
final class Database {

  private Database() {}

  static void execute(Path directory, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:" + directory.resolve("election"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that a query gives. */
  static long longOf(Path directory, String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:" + directory.resolve("election"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
