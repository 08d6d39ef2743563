package io.election.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jar under test. */
public final class NodeJar {

  public static final Path PATH =
      Path.of(System.getProperty("node.jar", "node.jar")).toAbsolutePath();

  /** Many of them start, on few processors; {@code NodeJarIT} starts one without. */
  static final List<String> QUICK_TO_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private NodeJar() {}

  /** {@code java -jar node.jar ARGUMENTS} in this directory. */
  public static JavaProcess run(Path directory, String... arguments) {
    return run(directory, Map.of(), List.of(), arguments);
  }

  /** The same with more in its environment, and with options of the JVM. */
  public static JavaProcess run(
      Path directory, Map<String, String> environment, List<String> jvm, String... arguments) {
    return JavaProcess.java(directory, environment, jvm(jvm, arguments));
  }

  /** The same as part of a shell script, in which it is {@code "$@"}. */
  static JavaProcess runInShell(Path directory, String script, String... arguments) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", script, "sh", JavaProcess.JAVA));
    all.addAll(jvm(List.of(), arguments));
    return JavaProcess.start(directory, Map.of(), all);
  }

  private static List<String> jvm(List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(QUICK_TO_START);
    all.add(ClassDataArchive.option());
    all.addAll(options);
    all.add("-jar");
    all.add(PATH.toString());
    all.addAll(List.of(arguments));
    return all;
  }

  /** The arguments of one node of a cluster on these ports, whose ids are 1, 2, … */
  public static String[] node(int id, List<Integer> ports, String... more) {
    Stream<String> members =
        Stream.iterate(1, member -> member <= ports.size(), member -> member + 1)
            .map(member -> "-Delection.members." + member + "=127.0.0.1:" + ports.get(member - 1));
    return Stream.of(Stream.of("-Dnode.id=" + id), members, Stream.of(more))
        .flatMap(arguments -> arguments)
        .toArray(String[]::new);
  }
}
