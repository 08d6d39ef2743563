package io.election.faults;

import io.election.process.ClassDataArchive;
import io.election.process.NodeJar;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run Java. */
final class JavaProgram {

  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /**
   * Many of them share a machine. Those in different sandboxes have the same numbers, by which a
   * JVM would name its file of counters, and say on its output that it cannot.
   */
  static final List<String> SMALL =
      List.of(
          "-Xms16m",
          "-Xmx48m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto");

  private JavaProgram() {}

  /** The command for a test class that needs nothing but Java and its neighbours. */
  static List<String> of(Class<?> mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(SMALL);
    command.addAll(List.of("-cp", classes(mainClass).toString(), mainClass.getName()));
    command.addAll(arguments);
    return command;
  }

  /** The command line of the jar under test. */
  static List<String> election(String... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(SMALL);
    command.addAll(List.of(ClassDataArchive.option(), "-jar", NodeJar.PATH.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path classes(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
