package io.election.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A second process that kills the work if this one no longer can: because it was killed itself, or,
 * where there is a {@code bash}, because it stands still.
 *
 * <p>It is a shell that waits for the next line from this process. Each says how long to wait at
 * most for the one after it, and whom to kill if that does not come.
 */
final class Guard implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' HUP INT QUIT TERM TSTP
      limit=
      tree=
      while read -r $limit seconds tree_now; do
        tree=$tree_now
        [ -z "$2" ] || limit="-t $seconds"
      done
      [ -z "$tree" ] || kill -KILL $tree
      rounds=0
      while [ $rounds -lt 100 ]; do
        marked=$(grep -las "$1" /proc/[0-9]*/environ)
        [ -n "$marked" ] || break
        for file in $marked; do
          process=${file#/proc/}
          kill -KILL "${process%/environ}"
        done
        rounds=$((rounds + 1))
      done 2>/dev/null
      """;

  private final @Nullable Process shell;

  private Guard(@Nullable Process shell) {
    this.shell = shell;
  }

  /**
   * Starts it; where there is no shell, there is no guard.
   *
   * @param mark of the work, see {@link WorkTree}
   */
  static Guard start(String mark) {
    boolean bash = isInstalled("bash");
    ProcessBuilder builder =
        new ProcessBuilder(
                bash ? "bash" : "sh",
                "-c",
                SCRIPT,
                "election-guard",
                mark(mark),
                bash ? "timed" : "")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Nothing that was meant for the work shall change what the shell does.
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !name.equals("PATH"));
    try {
      return new Guard(builder.start());
    } catch (IOException noShell) {
      return new Guard(null);
    }
  }

  private static String mark(String mark) {
    return WorkTree.MARK + "=" + mark;
  }

  private static boolean isInstalled(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(":"))
        .filter(directory -> !directory.isEmpty())
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * Keeps it quiet for a while.
   *
   * @param nanos until it kills if nothing more is heard
   * @param processIds whom
   * @return whether it could be told so
   */
  synchronized boolean renew(long nanos, Stream<Long> processIds) {
    if (shell == null) {
      return false;
    }
    // A shell takes a limit of zero for "do not wait at all".
    double seconds = Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos) / 1e9;
    String line =
        String.format(Locale.ROOT, "%.3f ", seconds)
            + processIds.map(String::valueOf).collect(Collectors.joining(" "))
            + "\n";
    try {
      OutputStream input = shell.getOutputStream();
      input.write(line.getBytes(StandardCharsets.US_ASCII));
      input.flush();
      return true;
    } catch (IOException ended) {
      return false;
    }
  }

  /** Sends it away; the work is over. */
  @Override
  public void close() {
    if (shell != null) {
      shell.destroyForcibly();
    }
  }
}
