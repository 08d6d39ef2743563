package io.election.cli.run;

import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.access.AccessOptions;
import io.election.cli.run.WorkStream.Word.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The program that is the leader's work.
 *
 * @param command its name and arguments
 * @param mark by which everything that it starts is found again
 */
record Program(List<String> command, String mark) {

  static Program of(List<String> command) {
    return new Program(List.copyOf(command), UUID.randomUUID().toString());
  }

  String name() {
    return command.get(0);
  }

  /**
   * Finds out before anybody leads whether there is such a program: who has mistyped it learns that
   * now and not at the next fail-over.
   *
   * @throws CommandFailure if there is none
   */
  void requireInstalled() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    boolean found =
        name().contains("/")
            ? isProgram(Path.of(name()))
            : Stream.of(path.split(":")).anyMatch(each -> isProgram(Path.of(each, name())));
    if (!found) {
      throw new CommandFailure(
          ExitCode.ERROR, "'" + name() + "' is no program that can be run; is it on the PATH?");
    }
  }

  private static boolean isProgram(Path path) {
    return Files.isExecutable(path) && !Files.isDirectory(path);
  }

  /**
   * Starts it; it shares this process' input and output.
   *
   * @throws CommandFailure if it cannot be started
   */
  Process start(Start leadership) {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    // What this process logs in with is not the work's.
    environment.keySet().removeAll(AccessOptions.SECRETS);
    environment.put("ELECTION_TERM", String.valueOf(leadership.term()));
    environment.put("ELECTION_NODE_ID", String.valueOf(leadership.nodeId()));
    environment.put("ELECTION_LEADER", leadership.leaderAddress());
    environment.put(WorkTree.MARK, mark);
    try {
      return builder.start();
    } catch (IOException exception) {
      throw new CommandFailure(
          ExitCode.ERROR, "'" + name() + "' cannot be started: " + exception.getMessage());
    }
  }
}
