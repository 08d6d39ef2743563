package io.election.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Watches for the end of a process that somebody else started. It says when the process was last
 * seen alive, and not when it was first missed: on a busy machine that may be much later, and would
 * prove nothing.
 */
public final class ProcessEnd {

  private final ProcessHandle process;
  private final CompletableFuture<Long> lastSeenNanos = new CompletableFuture<>();

  private ProcessEnd(ProcessHandle process) {
    this.process = process;
  }

  public static ProcessEnd of(ProcessHandle process) {
    ProcessEnd end = new ProcessEnd(process);
    Thread thread = new Thread(end::watch, "end of " + process.pid());
    thread.setDaemon(true);
    thread.start();
    return end;
  }

  private void watch() {
    try {
      long lastSeen = System.nanoTime();
      for (long now = lastSeen; runs(); now = System.nanoTime()) {
        lastSeen = now;
        Thread.sleep(1);
      }
      lastSeenNanos.complete(lastSeen);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A process whose parent is frozen keeps its id after its end, until the parent asks for it. */
  public boolean runs() {
    Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return process.isAlive() && text.charAt(text.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException ended) {
      return false;
    }
  }

  /** Waits for it; gives an instant of {@link System#nanoTime()} at which the process was alive. */
  public long await() {
    try {
      return lastSeenNanos.get(30, TimeUnit.SECONDS);
    } catch (TimeoutException alive) {
      throw new AssertionError("process " + process.pid() + " is alive after 30 s", alive);
    } catch (ExecutionException | InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
