package io.election.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The example as its README says: one command that runs a database and three replicas. */
final class Example implements AutoCloseable {

  private final Path directory;
  private final Path output;
  private final int basePort;
  private final Process process;

  Example(Path directory) throws IOException {
    this.directory = directory;
    // Kept, to be looked at when a test has failed.
    this.output = Path.of("target", "example-output.txt");
    this.basePort = freePorts(4);
    this.process =
        new ProcessBuilder(
                "./run", "--base-port", basePort + "", "--data-dir", directory.resolve("data") + "")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** The first of so many free ports in a row, below those that other tests take. */
  private static int freePorts(int count) {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(10_000, 15_000);
      if (IntStream.range(first, first + count).allMatch(Example::isFree)) {
        return first;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException inUse) {
      return false;
    }
  }

  /** The database, once all replicas are there and one of them has worked. */
  Books awaitBooks() {
    Awaitility.await("the replicas start; output: " + output)
        .atMost(Duration.ofMinutes(3))
        .until(() -> output().contains(" issued invoice 1 "));
    return new Books(basePort);
  }

  /** Asks a replica to hand leadership over, until it does, or does not lead any more. */
  void resign(int node) {
    Awaitility.await("node " + node + " resigns")
        .atMost(Books.PATIENCE)
        // It may be about to start.
        .ignoreException(ConnectException.class)
        .until(() -> tryToResign(node), status -> status == 200 || status == 409);
  }

  private int tryToResign(int node) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/election/resign".formatted(basePort + node)))
            .POST(BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  /** The number of the process of a replica; another one when it is started again. */
  long pid(int node) {
    try {
      String pid = Files.readString(directory.resolve("data").resolve("node-" + node + ".pid"));
      return Long.parseLong(pid.strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends a replica a signal by its name, such as STOP. */
  void signal(String name, int node) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, pid(node) + "").inheritIO().start();
      assertThat(kill.waitFor(3, TimeUnit.MINUTES)).as("kill ended").isTrue();
      assertThat(kill.exitValue()).as("signal %s to node %d", name, node).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every process that the command has started and that is still there. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** As Ctrl-C does. */
  void stop() {
    process.destroy();
  }

  /** Whatever happened in the test, nothing is left behind. */
  @Override
  public void close() {
    processes().forEach(ProcessHandle::destroyForcibly);
  }
}
