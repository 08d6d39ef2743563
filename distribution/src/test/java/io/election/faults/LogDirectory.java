package io.election.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a cluster's logs are kept after the run, for whoever has to find out what went wrong. */
final class LogDirectory {

  private LogDirectory() {}

  /** An empty directory of this name below {@code target/faults}. */
  static Path empty(String name) {
    Path directory = Path.of("target", "faults", name).toAbsolutePath();
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
