package io.election.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a test calls and that a machine may lack. */
public final class Program {

  private final Path path;

  private Program(Path path) {
    this.path = path;
  }

  /** Skips the test if the program is not installed; on CI, where all is installed, it fails. */
  public static Program assumeInstalled(String name) {
    Optional<Path> path =
        Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
            .map(place -> Path.of(place, name))
            .filter(Files::isExecutable)
            .findFirst();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(path).as("%s is not installed", name).isPresent();
    }
    assumeThat(path).as("%s is not installed, so this test is skipped", name).isPresent();
    return new Program(path.orElseThrow());
  }

  public String path() {
    return path.toString();
  }

  /** Runs it to its end, which has to be a good one, and gives what it printed. */
  public String run(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of(path()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
