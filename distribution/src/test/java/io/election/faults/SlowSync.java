package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Makes a running process wait at each sync of a file, as a disk that hangs does. */
final class SlowSync implements AutoCloseable {

  private final Process tracer;

  private SlowSync(Process tracer) {
    this.tracer = tracer;
  }

  static SlowSync of(SandboxProcess process, Duration delay, Path trace) {
    try {
      Process tracer =
          new ProcessBuilder(
                  "strace",
                  "--follow-forks",
                  "--attach=" + process.pid(),
                  "--trace=fsync,fdatasync",
                  "--inject=fsync,fdatasync:delay_enter=" + TimeUnit.MICROSECONDS.convert(delay),
                  "--output=" + trace)
              .redirectErrorStream(true)
              .redirectOutput(trace.resolveSibling(trace.getFileName() + ".messages").toFile())
              .start();
      Path status = Path.of("/proc", process.pid() + "", "status");
      Awaitility.await("strace is attached")
          .until(() -> Files.readString(status).contains("TracerPid:\t" + tracer.pid()));
      return new SlowSync(tracer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Lets the process go on at full speed. */
  @Override
  public void close() {
    tracer.destroy();
    try {
      assertThat(tracer.waitFor(30, TimeUnit.SECONDS)).as("strace has let go").isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
