package io.election.cli.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The end of what one process has written to a log that it shares with the runs before it.
 *
 * @param file the log
 * @param from where this run's part begins, in bytes
 */
record LogTail(Path file, long from) {

  private static final int LONGEST_TAIL_BYTES = 8 * 1024;
  private static final int LONGEST_LINE = 300;

  /** The last line for people, stack frames passed over; empty if there is none. */
  String lastWords() {
    String words =
        text()
            .lines()
            .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
            .reduce("", (before, line) -> line);
    return words.length() <= LONGEST_LINE ? words : words.substring(0, LONGEST_LINE) + "…";
  }

  private String text() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(from, log.length() - LONGEST_TAIL_BYTES);
      byte[] tail = new byte[(int) Math.max(0, log.length() - start)];
      log.seek(start);
      log.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException exception) {
      return "(its log cannot be read: " + exception.getMessage() + ")";
    }
  }
}
