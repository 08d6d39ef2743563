package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Holds a running process up in some of its system calls, until it is closed. */
final class SlowCalls implements AutoCloseable {

  private static final long FOR_EVER_MICROS = TimeUnit.MINUTES.toMicros(10);

  /** What a Java thread waits with takes less than this, in bytes. */
  private static final long SIZE_OF_A_PARKER = 256;

  private static final int MOST_ATTEMPTS = 100;

  private final Process tracer;

  private SlowCalls(Process tracer) {
    this.tracer = tracer;
  }

  /** Each sync of a file hangs, as on a disk that does. */
  static SlowCalls syncs(SandboxProcess process, Path trace) {
    return attach(process.pid(), "fsync,fdatasync", List.of("--follow-forks"), trace);
  }

  /** The thread of this name stands still as soon as it waits, and all others go on. */
  static SlowCalls waitsOfThread(SandboxProcess process, String name, Path trace) {
    Path thread = thread(process.pid(), name);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      long waitsAt = futex(thread, "S");
      SlowCalls slow =
          attach(Long.parseLong(thread.getFileName().toString()), "futex", List.of(), trace);
      // Held elsewhere, where it wakes another, it would keep the JVM from every safepoint, and so
      // all its threads.
      if (Math.abs(futex(thread, "t") - waitsAt) < SIZE_OF_A_PARKER) {
        return slow;
      }
      slow.close();
    }
    throw new AssertionError(name + " was never held where it waits for itself");
  }

  /** Where the thread waits for something or wakes another, as soon as it is in this state. */
  private static long futex(Path thread, String state) {
    String call =
        Awaitility.await("the thread is in a system call, in state " + state)
            .atMost(JavaProcess.PATIENCE)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(
                () ->
                    Files.readString(thread.resolve("syscall"))
                        + Files.readString(thread.resolve("status")),
                text -> text.contains(" 0x") && text.contains("State:\t" + state));
    return Long.decode(call.split(" ")[1]);
  }

  private static SlowCalls attach(long id, String calls, List<String> more, Path trace) {
    List<String> command = new ArrayList<>(List.of("strace", "--attach=" + id));
    command.addAll(more);
    command.add("--trace=" + calls);
    command.add("--inject=" + calls + ":delay_enter=" + FOR_EVER_MICROS);
    command.add("--output=" + trace);
    try {
      Process tracer =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(trace.resolveSibling(trace.getFileName() + ".messages").toFile())
              .start();
      Path status = Path.of("/proc", id + "", "status");
      Awaitility.await("strace is attached")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> Files.readString(status).contains("TracerPid:\t" + tracer.pid()));
      return new SlowCalls(tracer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path thread(long pid, String name) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", pid + "", "task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).strip().equals(name)) {
          return thread;
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    throw new AssertionError("no thread " + name + " in process " + pid);
  }

  /** Lets the process go on at full speed. */
  @Override
  public void close() {
    tracer.destroy();
    try {
      assertThat(tracer.waitFor(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("strace has let go")
          .isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
