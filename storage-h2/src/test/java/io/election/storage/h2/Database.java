package io.election.storage.h2;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

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

  /** Makes the database of a node that voted, with the schema of the earlier version. */
  static void makeEarlierVersion(Path directory) throws SQLException {
    Flyway.configure()
        .loggers(SilentFlywayLog.class.getName())
        .dataSource("jdbc:h2:" + directory.resolve("election"), "", "")
        .locations("classpath:io/election/storage/h2/earlier")
        .load()
        .migrate();
    execute(directory, "INSERT INTO election_state VALUES (TRUE, 'local', 2, 7, 3, 1, 4711)");
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
