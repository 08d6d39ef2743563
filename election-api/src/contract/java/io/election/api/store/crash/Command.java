package io.election.api.store.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program of this machine that a test runs to its end. */
final class Command {

  private Command() {}

  /**
   * What it came to.
   *
   * @param output standard output and standard error
   */
  record Outcome(int exitCode, String output) {}

  static Outcome run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  static void runWell(String... command) throws IOException, InterruptedException {
    Outcome outcome = run(List.of(command));
    assertThat(outcome.exitCode())
        .as("%s: %s", String.join(" ", command), outcome.output())
        .isZero();
  }

  /** Skips the test if the program is missing; where CI is set it has to be there. */
  static void assumeInstalled(String program) {
    assumeOutsideOfCi(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
        program + " is not installed");
  }

  /** Skips the test unless this holds; where CI is set it has to. */
  static void assumeOutsideOfCi(boolean condition, String otherwise) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(condition).as(otherwise).isTrue();
    } else {
      assumeThat(condition).as("%s, so this test is skipped", otherwise).isTrue();
    }
  }
}
