package io.election.examples.job;

import java.sql.SQLException;

/** The database could not do what it was asked. */
class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
