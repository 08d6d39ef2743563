package io.election.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files under test. Tests run in the directory of their module. */
public final class OperationsFiles {

  private static final Path ROOT = Path.of("operations").toAbsolutePath();

  private OperationsFiles() {}

  public static Path path(String name) {
    return ROOT.resolve(name);
  }

  public static String read(String name) {
    return read(path(name));
  }

  /** A page of the documentation. */
  public static String documentation(String name) {
    return read(ROOT.resolve("../../docs").resolve(name));
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
