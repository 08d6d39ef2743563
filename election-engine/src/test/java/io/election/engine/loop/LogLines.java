package io.election.engine.loop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged from INFO on, as long as it is open. */
final class LogLines extends Handler implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger("io.election");

  final List<String> told = new CopyOnWriteArrayList<>();

  /** What was logged beside each line, or null. */
  final List<Throwable> thrown = new CopyOnWriteArrayList<>();

  static LogLines open() {
    LogLines lines = new LogLines();
    LOGGER.addHandler(lines);
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.INFO.intValue()) {
      told.add(line.getLevel().getName() + " " + new SimpleFormatter().formatMessage(line));
      thrown.add(line.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}
