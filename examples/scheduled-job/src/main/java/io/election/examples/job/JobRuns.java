package io.election.examples.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * The audit trail: which replica worked when, and what came of it. Not fenced: it tells what was.
 */
@ApplicationScoped
class JobRuns {

  private final DataSource database;

  /** What came of a run. */
  enum Outcome {
    /** It issued its invoice. */
    ISSUED,
    /** It came too late: a later leader had written already. */
    REFUSED,
    /** Something broke. */
    FAILED
  }

  JobRuns(DataSource database) {
    this.database = database;
  }

  /**
   * A run begins.
   *
   * @return its number
   */
  long begin(int node, long term) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into job_run (node, term, begun_at) values (?, ?, current_timestamp(9))",
                new String[] {"id"})) {
      insert.setInt(1, node);
      insert.setLong(2, term);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  /** A run ends. */
  void end(long run, Outcome outcome) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update job_run set ended_at = current_timestamp(9), outcome = ? where id = ?")) {
      update.setString(1, outcome.name().toLowerCase(Locale.ROOT));
      update.setLong(2, run);
      update.executeUpdate();
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  /**
   * Whether its replica was still the leader of the same term after the run had ended. If so, it
   * was during the whole run.
   */
  void ledToTheEnd(long run, boolean led) {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update job_run set led_to_the_end = ? where id = ?")) {
      update.setBoolean(1, led);
      update.setLong(2, run);
      update.executeUpdate();
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  long refused() {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from job_run where outcome = 'refused'");
        ResultSet rows = count.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }
}
