package io.election.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the machine must offer: root, namespaces and a few programs. */
final class Machine {

  private static final List<String> PROGRAMS =
      List.of("unshare", "nsenter", "setpriv", "ip", "nft", "strace", "dd");

  private static final Optional<String> MISSING = missing();

  static {
    MISSING.ifPresent(missing -> System.out.println("Fault tests cannot run here: " + missing));
  }

  private Machine() {}

  /** Skips the test where something is missing; on CI, where all is installed, it fails. */
  static void assumeReady() {
    MISSING.ifPresent(
        missing -> {
          if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("Fault tests cannot run here: " + missing);
          }
          Assumptions.abort("skipped: " + missing);
        });
  }

  /** Fakes a program's clocks from inside its process. */
  static Path fakeTimeLibrary() {
    return findFakeTimeLibrary().orElseThrow();
  }

  private static Optional<String> missing() {
    List<String> programs = PROGRAMS.stream().filter(program -> !isInstalled(program)).toList();
    if (!programs.isEmpty()) {
      return Optional.of("not installed: " + String.join(", ", programs));
    }
    if (findFakeTimeLibrary().isEmpty()) {
      return Optional.of("not installed: faketime");
    }
    return succeeds(
            "unshare",
            "--mount",
            "--net",
            "--pid",
            "--fork",
            "--mount-proc",
            "nft",
            "list",
            "ruleset")
        ? Optional.empty()
        : Optional.of("they need root, and the right to make namespaces");
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static Optional<Path> findFakeTimeLibrary() {
    try (Stream<Path> places =
        Files.find(
            Path.of("/usr/lib"),
            3,
            (path, attributes) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
      return places.findFirst();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException failure) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
