package io.election.examples.job;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The database of the example, read by a test. */
final class Books implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Connection connection;

  Books(int port) {
    try {
      connection =
          DriverManager.getConnection(
              "jdbc:h2:tcp://127.0.0.1:" + port + "/invoices", "job", "job");
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  /** The first run that begins from now on. */
  Run awaitNextRun() {
    long last = number("select coalesce(max(id), 0) from job_run");
    return await("a run begins", "where id > ? order by id", last);
  }

  /** The first run in a later term than this one. */
  Run awaitLaterTerm(long term) {
    return await("a run begins after term " + term, "where term > ? order by id", term);
  }

  /** The first run in a later term than this one that has come to its end. */
  Run awaitEndInLaterTerm(long term) {
    return await(
        "a run ends after term " + term,
        "where term > ? and outcome is not null order by id",
        term);
  }

  /** The first run in a later term than this one whose replica led from its begin to its end. */
  Run awaitLedToTheEnd(long term) {
    return await(
        "a run is led to its end after term " + term,
        "where term > ? and led_to_the_end order by id",
        term);
  }

  /** The run, when it has come to its end. */
  Run awaitEnd(Run run) {
    return await("it ends: " + run, "where id = ? and outcome is not null", run.id());
  }

  Run now(Run run) {
    return find("where id = ?", run.id()).orElseThrow();
  }

  private Run await(String what, String condition, long argument) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> find(condition, argument), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Run> find(String condition, long argument) {
    try (PreparedStatement select =
        connection.prepareStatement("select * from job_run " + condition + " limit 1")) {
      select.setLong(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Run(
                    rows.getLong("id"),
                    rows.getInt("node"),
                    rows.getLong("term"),
                    rows.getString("outcome")))
            : Optional.empty();
      }
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  /** The first column of the first row. */
  long number(String sql) {
    return Long.parseLong(column(sql).get(0));
  }

  /** The first column. */
  List<String> column(String sql) {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new DatabaseException(failure);
    }
  }
}
