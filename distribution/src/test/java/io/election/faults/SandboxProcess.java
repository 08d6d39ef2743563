package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program in the sandbox, and the process that entered the sandbox to start it. */
final class SandboxProcess {

  private final Process entrance;
  private final ProcessHandle program;

  private SandboxProcess(Process entrance, ProcessHandle program) {
    this.entrance = entrance;
    this.program = program;
  }

  /**
   * Starts it.
   *
   * @param command made by {@link Sandbox#inside}
   * @param output to which it adds what it prints
   */
  static SandboxProcess start(List<String> command, Path output) {
    ProcessBuilder.Redirect appended = ProcessBuilder.Redirect.appendTo(output.toFile());
    return start(
        new ProcessBuilder(endingWithTest(command))
            .redirectErrorStream(true)
            .redirectOutput(appended));
  }

  /** Starts it with its input and output open to the test. */
  static SandboxProcess startTalking(List<String> command) {
    return start(
        new ProcessBuilder(endingWithTest(command)).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Who waits at the entrance is outside, and may be stopped: the sandbox does not end it. */
  private static List<String> endingWithTest(List<String> command) {
    List<String> ending = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    ending.addAll(command);
    return ending;
  }

  private static SandboxProcess start(ProcessBuilder builder) {
    try {
      Process entrance = builder.start();
      ProcessHandle program =
          Awaitility.await("the program is started")
              .atMost(JavaProcess.PATIENCE)
              .pollInterval(Duration.ofMillis(2))
              .until(() -> entrance.children().findFirst(), Optional::isPresent)
              .orElseThrow();
      return new SandboxProcess(entrance, program);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Process streams() {
    return entrance;
  }

  long pid() {
    return program.pid();
  }

  boolean isAlive() {
    return entrance.isAlive();
  }

  /** SIGKILL, also while stopped. */
  void kill() {
    program.destroyForcibly();
    entrance.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits for the end. */
  void terminate() {
    program.destroy();
    awaitEnd();
  }

  /** SIGSTOP. */
  void pause() {
    signal("STOP", program);
  }

  /** SIGCONT. Who waits at the entrance was stopped together with the program. */
  void resume() {
    signal("CONT", program);
    signal("CONT", entrance.toHandle());
  }

  private static void signal(String name, ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, process.pid() + "").start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void awaitEnd() {
    try {
      assertThat(entrance.waitFor(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ended in time")
          .isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
