package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that a test started, with its output on file. Closing it kills it. */
public final class JavaProcess implements AutoCloseable {

  /**
   * How long a test waits for what a process has to do: for ever, nearly, since nothing is said
   * about how soon a busy machine comes to it.
   */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final Path output;
  private final Path errors;

  private JavaProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts {@code java} with these arguments. */
  static JavaProcess java(Path directory, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(arguments);
    return start(directory, environment, command);
  }

  /** Starts a program. No signal is ignored in it, although a build in the background does so. */
  static JavaProcess start(Path directory, Map<String, String> environment, List<String> command) {
    List<String> heedingSignals = new ArrayList<>(List.of("env", "--default-signal"));
    heedingSignals.addAll(command);
    try {
      Path output = Files.createTempFile(directory, "output", ".txt");
      Path errors = Files.createTempFile(directory, "errors", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(heedingSignals)
              .directory(directory.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("ELECTION_"));
      builder.environment().putAll(environment);
      return new JavaProcess(builder.start(), output, errors);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Types a line, as a person would. */
  void type(String line) {
    try {
      OutputStream input = process.getOutputStream();
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Sends a signal by its name, such as STOP. */
  void signal(String name) {
    JavaProcess signal =
        start(output.getParent(), Map.of(), List.of("kill", "-" + name, pid() + ""));
    assertThat(signal.exitCode()).isZero();
  }

  /** Waits for the process to end by itself. */
  public int exitCode() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ended in time; output: %s errors: %s", output(), errors())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public String output() {
    return read(output);
  }

  public String errors() {
    return read(errors);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
