package io.election.simulator.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A story: a header of remarks, then commands, and under each, indented, what the nodes did in
 * answer.
 *
 * @param name of its file, without the ending
 * @param text all of it
 */
record Transcript(String name, String text) {

  private static final String ENDING = ".txt";
  private static final String INDENT = "  ";

  /** All transcripts of a directory, by name. */
  static List<Transcript> readAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(Transcript::read)
          .toList();
    }
  }

  private static Transcript read(Path file) {
    try {
      String fileName = file.getFileName().toString();
      String name = fileName.substring(0, fileName.length() - ENDING.length());
      return new Transcript(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeTo(Path directory) throws IOException {
    Files.writeString(directory.resolve(name + ENDING), text);
  }

  /** The same story with what the nodes do now. */
  Transcript play() {
    Director director = new Director();
    List<String> played = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(INDENT)) {
        continue;
      }
      played.add(line);
      if (isCommand(line)) {
        perform(director, line, played);
      }
    }
    return new Transcript(name, played.stream().collect(Collectors.joining("\n", "", "\n")));
  }

  private void perform(Director director, String command, List<String> played) {
    try {
      director.perform(command).forEach(answer -> played.add(INDENT + answer));
    } catch (AssertionError | RuntimeException e) {
      director.linesUpToError().forEach(answer -> played.add(INDENT + answer));
      throw new AssertionError(
          "%s fails at: %s%n%s%n%nWhat happened:%n%s"
              .formatted(name, command, e.getMessage(), String.join("\n", played)),
          e);
    }
  }

  private static boolean isCommand(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  /** The remarks at its beginning, without their signs. */
  List<String> header() {
    return text.lines()
        .takeWhile(line -> line.startsWith("#"))
        .map(line -> line.substring(1).strip())
        .toList();
  }

  /** The kind of story, the first word of the header. */
  String group() {
    return header().get(0).split(":")[0];
  }

  /** What happens in it, in one line. */
  String title() {
    return header().get(0).substring(group().length() + 1).strip();
  }

  List<String> commands() {
    return text.lines().filter(line -> !line.startsWith(INDENT) && isCommand(line)).toList();
  }
}
