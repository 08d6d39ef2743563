package io.election.storage.h2;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Drops what Flyway reports at every start (rule E2). What a person must know it throws as well,
 * and that is passed on. Flyway makes this class by its name.
 */
public final class SilentFlywayLog implements LogCreator, Log {

  @Override
  public Log createLogger(Class<?> source) {
    return this;
  }

  @Override
  public void debug(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void notice(String message) {}

  @Override
  public void warn(String message) {}

  @Override
  public void error(String message) {}

  @Override
  public void error(String message, Exception exception) {}
}
