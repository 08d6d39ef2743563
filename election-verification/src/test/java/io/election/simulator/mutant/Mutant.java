package io.election.simulator.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bug that the product does not have.
 *
 * <p>Its text begins with what the bug is and which rule it breaks. A line {@code Seen by:} names
 * who has to notice it alone. A line {@code --- FILE} begins a change of that source, a line
 * {@code @@} another one of the same; {@code -} and {@code +} stand before the lines as they are
 * and as they become.
 *
 * @param name the name of its file without {@code .mutant}
 * @param description what the bug is
 * @param seenBy the class of an invariant or of a trial, or {@code transcript} and the name of one
 */
public record Mutant(String name, String description, String seenBy, List<Change> changes) {

  private static final Path ALL = Modules.verification().resolve("src/test/mutants");
  private static final String SUFFIX = ".mutant";
  private static final String SEEN_BY = "Seen by: ";

  public Mutant {
    changes = List.copyOf(changes);
  }

  /** Every mutant, by name. */
  public static List<Mutant> all() {
    try (Stream<Path> files = Files.list(ALL)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .sorted()
          .map(file -> named(file.substring(0, file.length() - SUFFIX.length())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Mutant named(String name) {
    try {
      return parse(name, Files.readString(ALL.resolve(name + SUFFIX)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Mutant parse(String name, String text) {
    List<String> description = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    String seenBy = "";
    String file = "";
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (String line : text.lines().toList()) {
      boolean beginsFile = line.startsWith("--- ");
      if (beginsFile || line.equals("@@")) {
        if (!before.isEmpty()) {
          changes.add(new Change(file, before, after));
        }
        before.clear();
        after.clear();
        file = beginsFile ? line.substring("--- ".length()).strip() : file;
      } else if (line.startsWith(SEEN_BY)) {
        seenBy = line.substring(SEEN_BY.length()).strip();
      } else if (file.isEmpty()) {
        description.add(line);
      } else if (line.startsWith("-")) {
        before.add(line.substring(1));
      } else if (line.startsWith("+")) {
        after.add(line.substring(1));
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException(
            "mutant " + name + " has a line without a sign: " + line);
      }
    }
    changes.add(new Change(file, before, after));
    return new Mutant(name, String.join(" ", description).strip(), seenBy, changes);
  }

  @Override
  public String toString() {
    return name;
  }
}
