package io.election.cli.simulate;

import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a picture goes, if one is wanted. */
final class PictureFile {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--out", paramLabel = "FILE.svg", description = "Also draw a picture.")
  private @Nullable Path file;

  /** To be called before the work, not to lose it to a misspelt name. */
  void check() {
    if (file != null) {
      Path directory = file.toAbsolutePath().getParent();
      if (!file.toString().endsWith(".svg")) {
        throw refused("pictures are SVG files, so its name ends in .svg");
      }
      if (directory == null || !Files.isDirectory(directory)) {
        throw refused("there is no such directory");
      }
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(command.commandLine(), "--out " + file + ": " + why);
  }

  void write(Supplier<String> svg) {
    if (file != null) {
      try {
        Files.writeString(file, svg.get());
      } catch (IOException exception) {
        throw new CommandFailure(ExitCode.ERROR, "cannot write " + file + ": " + exception);
      }
    }
  }
}
