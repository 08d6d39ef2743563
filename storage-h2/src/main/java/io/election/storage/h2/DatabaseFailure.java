package io.election.storage.h2;

import io.election.api.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;

/** Tells what it means that H2 cannot open or read a database. */
final class DatabaseFailure {

  private DatabaseFailure() {}

  /**
   * A disk that fails says so with an I/O error, except for the end of a file that comes too soon.
   * Everything else is about what is in the file: H2 and Flyway then fail with whatever they happen
   * to stumble over.
   */
  static StoreException whenReading(Path file, Exception failure) {
    int errorCode = errorCode(failure);
    if (errorCode == ErrorCode.DATABASE_ALREADY_OPEN_1) {
      return StoreException.inUse(file);
    }
    if (errorCode == ErrorCode.FILE_VERSION_ERROR_1) {
      return StoreException.newerFormat(file, "of a later H2", "that of its own H2");
    }
    if (causes(failure).anyMatch(DatabaseFailure::isOfTheDisk)) {
      return StoreException.unavailable(file, "be read", failure);
    }
    return StoreException.damaged(file, finding(failure), failure);
  }

  private static String finding(Exception failure) {
    int errorCode = errorCode(failure);
    return errorCode == 0 ? failure.getClass().getSimpleName() : "H2 error " + errorCode;
  }

  private static boolean isOfTheDisk(Throwable cause) {
    return cause instanceof IOException && !(cause instanceof EOFException);
  }

  private static int errorCode(Exception failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getErrorCode())
        .findFirst()
        .orElse(0);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
