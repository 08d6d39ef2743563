package io.election.cli.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whoever reads the standard output of this process through a pipe, such as {@code head}. Java
 * notices his end only when it prints, and a quiet cluster gives it nothing to print. GNU's {@code
 * tail -f} notices it at once, so one that has nothing to print either is given the same output.
 * Elsewhere the end is noticed with the next line.
 */
final class OutputReader implements AutoCloseable {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
  private static final int ENDED_BY_SIGPIPE = 128 + 13;

  private final @Nullable Process tail;

  private OutputReader(@Nullable Process tail) {
    this.tail = tail;
  }

  static OutputReader find() {
    try {
      return new OutputReader(isPipe() ? startTail() : null);
    } catch (IOException notOnThisPlatform) {
      return new OutputReader(null);
    }
  }

  private static boolean isPipe() throws IOException {
    return Files.readSymbolicLink(STANDARD_OUTPUT).toString().startsWith("pipe:");
  }

  /** Ends together with this process, however that ends. */
  private static Process startTail() throws IOException {
    return new ProcessBuilder("tail", "-f", "--pid=" + ProcessHandle.current().pid(), "/dev/null")
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  boolean isGone() {
    return tail != null && !tail.isAlive() && tail.exitValue() == ENDED_BY_SIGPIPE;
  }

  @Override
  public void close() {
    if (tail != null) {
      tail.destroy();
    }
  }
}
