package io.election.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The model checker Spin: it turns a model into a C program that visits every state. Where a rule
 * is broken on purpose it goes breadth first, so that the story it finds is a shortest one.
 */
final class Spin {

  private static final int PATIENCE_MINUTES = 8;

  private final Path model;
  private final List<String> switches;
  private final Path directory;

  /**
   * @param model the name of a file in {@code src/specification}
   * @param switches the rules that are switched off in it
   */
  Spin(String model, List<String> switches) {
    this.model = file(model);
    this.switches = switches.stream().map(name -> "-D" + name).toList();
    this.directory = Path.of("target", "specification", model, String.join("-", switches));
  }

  private static Path file(String model) {
    return Path.of("src", "specification", model + ".pml").toAbsolutePath();
  }

  static String sha256(String model) throws IOException, NoSuchAlgorithmException {
    byte[] text = Files.readAllBytes(file(model));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
  }

  /** Skips a test where Spin is missing; where the build is checked for all, it must not be. */
  static void assumeInstalled() {
    for (String program : List.of("spin", "gcc")) {
      boolean installed =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      String missing = program + " is not installed: the specification is not checked";
      if (!"true".equals(System.getenv("CI"))) {
        assumeThat(installed).as(missing).isTrue();
      } else {
        assertThat(installed).as(missing).isTrue();
      }
    }
  }

  Search search() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path trail = directory.resolve(model.getFileName() + ".trail");
    Files.deleteIfExists(trail);
    spin("-a", model.toString());
    compile();
    String report = run(List.of("./pan", "-w24", "-m100000"));
    return new Search(report, Files.exists(trail) ? story(trail) : List.of());
  }

  private void compile() throws IOException, InterruptedException {
    // A broken rule is found soon: making that search fast would take longer than the search.
    String kind = switches.isEmpty() ? "-O2" : "-O0 -DBFS";
    String command = "gcc " + kind + " -DSAFETY -DNOREDUCE -DMEMLIM=3000 -o pan pan.c";
    run(List.of(command.split(" ")));
  }

  private List<String> story(Path trail) throws IOException, InterruptedException {
    return spin("-t", "-k", trail.getFileName().toString(), model.toString())
        .lines()
        .takeWhile(line -> line.startsWith(" "))
        .map(String::strip)
        .toList();
  }

  private String spin(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("spin"));
    command.addAll(switches);
    command.addAll(List.of(arguments));
    return run(command);
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path said = directory.resolve(Path.of(command.get(0)).getFileName() + ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
          .as("%s has ended after %d minutes", command, PATIENCE_MINUTES)
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(process.exitValue()).as("%s:%n%s", command, text).isZero();
    return text;
  }
}
