package io.election.node;

import io.election.quarkus.ListenPort;
import io.election.quarkus.StartRefused;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.QuarkusBindException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in one line why a node could not start. */
final class StartFailure {

  private StartFailure() {}

  /** The end of the process: an ordinary one, or a start that failed. */
  static void exit(int exitCode, Throwable failure) {
    if (failure != null) {
      System.err.println("election: cannot start: " + describe(failure));
      System.err.flush();
    }
    // Dev mode ends and starts the application within one process at every reload.
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      System.exit(exitCode);
    }
  }

  static String describe(Throwable failure) {
    return causes(failure)
        .flatMap(cause -> knownReason(cause).stream())
        .findFirst()
        .orElseGet(() -> causesInWords(failure));
  }

  private static Optional<String> knownReason(Throwable cause) {
    if (cause instanceof StartRefused) {
      return Optional.of(cause.getMessage());
    }
    if (cause instanceof QuarkusBindException bind) {
      return Optional.of(ListenPort.inUse(bind.getHost(), bind.getPort()));
    }
    return Optional.empty();
  }

  /** What a library says of it, from the outermost to the innermost who says something. */
  private static String causesInWords(Throwable failure) {
    return causes(failure)
        .filter(cause -> !repeatsItsCause(cause))
        .map(cause -> cause.getCause() == null ? cause.toString() : cause.getMessage())
        .filter(words -> !words.equals("Failed to start quarkus"))
        .distinct()
        .collect(Collectors.joining(": "))
        .replaceAll("\\s+", " ");
  }

  private static boolean repeatsItsCause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause != null
        && (failure.getMessage() == null || failure.getMessage().equals(cause.toString()));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
