package io.election.cli.cluster;

import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be typed while the cluster runs. */
sealed interface ConsoleCommand {

  /** Something done to one node. */
  record ForNode(Verb verb, Target target) implements ConsoleCommand {}

  /** What can be done to a node. */
  enum Verb {
    KILL,
    PAUSE,
    RESUME,
    START,
    /** Make it the leader. */
    TRANSFER
  }

  /** Something that concerns all nodes. */
  enum ForAll implements ConsoleCommand {
    /** Have the leader give leadership away. */
    RESIGN,
    STATUS,
    QUIT
  }

  /** Which node is meant. */
  sealed interface Target {

    /** The one with this id. */
    record Id(int id) implements Target {}

    /** The one that leads at that moment. */
    record Leader() implements Target {}
  }

  /** All that is known, for people. */
  static String known() {
    return Stream.concat(
            Arrays.stream(Verb.values()).map(verb -> word(verb) + " N"),
            Arrays.stream(ForAll.values()).map(ConsoleCommand::word))
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads one line.
   *
   * @param line not blank
   * @throws CommandFailure if it is no command; the message names those that there are
   */
  static ConsoleCommand parse(String line) {
    List<String> words = List.of(line.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    String first = words.get(0);
    for (Verb verb : Verb.values()) {
      if (word(verb).equals(first)) {
        return new ForNode(verb, target(first, words));
      }
    }
    for (ForAll command : ForAll.values()) {
      if (word(command).equals(first) && words.size() == 1) {
        return command;
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE, "'" + line.strip() + "' is no command; try " + known());
  }

  private static Target target(String verb, List<String> words) {
    if (words.size() == 2 && words.get(1).equals("leader")) {
      return new Target.Leader();
    }
    if (words.size() == 2 && words.get(1).matches("[1-9][0-9]{0,3}")) {
      return new Target.Id(Integer.parseInt(words.get(1)));
    }
    throw new CommandFailure(
        ExitCode.USAGE, verb + " needs one node, like '" + verb + " 2' or '" + verb + " leader'");
  }

  private static String word(Enum<?> command) {
    return command.name().toLowerCase(Locale.ROOT);
  }
}
