package io.election.cli.watch;

import io.election.cli.FakeNode;
import io.election.cli.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** {@code election watch} while it runs, and what it has printed. */
final class RunningWatch implements AutoCloseable {

  private final BufferedReader output;
  private final Thread thread;

  private RunningWatch(BufferedReader output, Thread thread) {
    this.output = output;
    this.thread = thread;
  }

  static RunningWatch start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("watch"));
    arguments.addAll(List.of(options));
    PipedReader reader = new PipedReader(1 << 16);
    PipedWriter writer = new PipedWriter(reader);
    Thread thread =
        new Thread(() -> Ran.electionInto(writer, arguments.toArray(String[]::new)), "watch");
    thread.setDaemon(true);
    thread.start();
    return new RunningWatch(new BufferedReader(reader), thread);
  }

  String nextLine() throws IOException {
    return output.readLine();
  }

  void awaitStream(FakeNode node) {
    Awaitility.await().until(node::hasOpenStream);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
