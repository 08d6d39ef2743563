package io.election.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The process of one node, from its start to its end. Safe for use by any thread. */
final class NodeProcess {

  /**
   * What the Java runtime reports for a process that a signal ended: 128 and the signal's number.
   */
  private static final int KILLED = 128 + 9;

  private final Process process;
  private final CompletableFuture<Ending> ending;
  private volatile long changedNanos = System.nanoTime();
  private volatile boolean frozen;

  private NodeProcess(Process process, LogTail log) {
    this.process = process;
    this.ending = process.onExit().thenApply(ended -> ending(ended.exitValue(), log));
  }

  private Ending ending(int exitCode, LogTail log) {
    changedNanos = System.nanoTime();
    return new Ending(exitCode == KILLED, exitCode, log.lastWords());
  }

  static NodeProcess start(List<String> command, Path log) throws IOException {
    long alreadyInLog = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new NodeProcess(process, new LogTail(log, alreadyInLog));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isFrozen() {
    return frozen;
  }

  /**
   * When it was started, frozen, woken or ended, whichever was last, by {@link System#nanoTime}.
   */
  long changedNanos() {
    return changedNanos;
  }

  /** How it ended; null while it is alive. */
  @Nullable Ending ending() {
    return ending.getNow(null);
  }

  /** Ends it as a crash would, frozen or not; it is gone when this returns. */
  void kill() {
    process.destroyForcibly();
    ending.join();
  }

  /** Asks it to end (SIGTERM). */
  void askToEnd() {
    process.destroy();
  }

  /**
   * Waits for its end.
   *
   * @return whether it ended in time
   */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    try {
      ending.get(longest.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException exception) {
      return false;
    } catch (ExecutionException exception) {
      throw new IllegalStateException(exception);
    }
  }

  void freeze() throws IOException, InterruptedException {
    signal("STOP");
    frozen = true;
    changedNanos = System.nanoTime();
  }

  void wake() throws IOException, InterruptedException {
    signal("CONT");
    frozen = false;
    changedNanos = System.nanoTime();
  }

  /** By the shell's own {@code kill}, which every POSIX system has; the program may be missing. */
  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid()).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " " + pid() + " failed");
    }
  }

  /**
   * How a process ended.
   *
   * @param killed whether by SIGKILL
   * @param exitCode its exit code, or 128 and the signal's number
   * @param lastWords the last line that it printed; empty if none
   */
  record Ending(boolean killed, int exitCode, String lastWords) {}
}
