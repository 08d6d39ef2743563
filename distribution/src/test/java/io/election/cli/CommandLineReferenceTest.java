package io.election.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The page for people names every command and every option that there is. */
class CommandLineReferenceTest {

  private static final Path PAGE = Path.of("../docs/reference/command-line.md");

  @Test
  void everyCommandAndOptionStandsInTheReference() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(names(ElectionCommandLine.commandLine()).filter(name -> !isNamed(name, page)))
        .as("commands and options that %s does not name", PAGE)
        .isEmpty();
  }

  private static Stream<String> names(CommandLine command) {
    Stream<String> options =
        command.getCommandSpec().options().stream().map(OptionSpec::longestName);
    Stream<String> below =
        command.getSubcommands().entrySet().stream()
            .flatMap(each -> Stream.concat(Stream.of(each.getKey()), names(each.getValue())));
    return Stream.concat(options, below);
  }

  /** As code, alone or followed by its value. */
  private static boolean isNamed(String name, String page) {
    return page.matches("(?s).*[`\\[ ]" + name + "[`\\] =].*");
  }
}
