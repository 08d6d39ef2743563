package io.election.cli.cluster;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Reads lines of standard input on a thread of its own; the cluster's end does not wait for it. */
final class StandardInput {

  private StandardInput() {}

  /**
   * Starts to read.
   *
   * @param lastLine stands in for the end of the input; blank for nothing
   * @return where the lines arrive
   */
  static BlockingQueue<String> lines(String lastLine) {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread thread = new Thread(() -> read(lines, lastLine), "standard input");
    thread.setDaemon(true);
    thread.start();
    return lines;
  }

  private static void read(BlockingQueue<String> lines, String lastLine) {
    try {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      reader.lines().forEach(lines::add);
    } catch (UncheckedIOException exception) {
      // Input that cannot be read is input that has ended.
    }
    lines.add(lastLine);
  }
}
