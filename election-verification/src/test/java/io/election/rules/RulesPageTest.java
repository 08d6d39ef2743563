package io.election.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page that lists the rules: each that is cited stands on it, and what it names is there. */
class RulesPageTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = PROJECT.resolve("docs/internals/rules.md");
  private static final Set<String> NO_SOURCES = Set.of(".git", "target", "node_modules");

  /** "rule T1", "rules T1, S2 and H4". */
  private static final Pattern CITED =
      Pattern.compile("\\brules? ((?:[A-Z]\\d{1,2}(?:, | and )?)+)");

  private static final Pattern RULE = Pattern.compile("[A-Z]\\d{1,2}");
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| \\*\\*([A-Z]\\d{1,2})\\*\\* \\|");
  private static final Pattern NAMED = Pattern.compile("`([\\w-]+)`( \\([mt]\\))?(?=[,. |])");

  private final List<Path> files = new ArrayList<>();

  @Test
  void everyRuleThatIsCitedIsListed() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> listed = new TreeSet<>();
    LISTED.matcher(page).results().forEach(rule -> listed.add(rule.group(1)));

    readProject();
    for (Path file : files) {
      if (file.toString().matches(".*\\.(java|mutant|md)")) {
        assertThat(listed).as("cited in %s", file).containsAll(cited(Files.readString(file)));
      }
    }
    assertThat(listed).hasSizeGreaterThan(40);
  }

  private static Set<String> cited(String text) {
    Set<String> rules = new TreeSet<>();
    Matcher citation = CITED.matcher(text);
    while (citation.find()) {
      RULE.matcher(citation.group(1)).results().forEach(rule -> rules.add(rule.group()));
    }
    return rules;
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    readProject();
    Set<String> there = new TreeSet<>();
    files.forEach(file -> there.add(file.getFileName().toString()));

    for (String line : Files.readAllLines(PAGE)) {
      if (LISTED.matcher(line).find()) {
        String tests = line.substring(line.lastIndexOf('|', line.length() - 2));
        Matcher name = NAMED.matcher(tests);
        int named = 0;
        while (name.find()) {
          assertThat(there).as(line).contains(name.group(1) + ending(name.group(2)));
          named++;
        }
        assertThat(named).as(line).isPositive();
      }
    }
  }

  private static String ending(@Nullable String kind) {
    return kind == null ? ".java" : kind.equals(" (m)") ? ".mutant" : ".txt";
  }

  private void readProject() throws IOException {
    Files.walkFileTree(
        PROJECT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return NO_SOURCES.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
