package io.election.simulator.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the mutants are, and the sources that they change. */
final class Modules {

  private Modules() {}

  /** Maven says where the module is; elsewhere the tests run in it. */
  static Path verification() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  static String source(String file) {
    for (String module : List.of("election-engine", "election-simulator")) {
      Path source = verification().resolveSibling(module).resolve("src/main/java").resolve(file);
      if (Files.exists(source)) {
        try {
          return Files.readString(source);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("the mutant no longer applies: there is no " + file);
  }
}
