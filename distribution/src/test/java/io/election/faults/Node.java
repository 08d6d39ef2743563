package io.election.faults;

import io.election.process.ClassDataArchive;
import io.election.process.NodeJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One {@code node.jar} in a network namespace and on a disk of its own. */
final class Node {

  /** Slow enough for two shared processors to keep. */
  private static final Map<String, String> TIMINGS =
      Map.of(
          "election.heartbeat-interval", "200ms",
          "election.timeout.min", "1s",
          "election.timeout.max", "2s");

  /** The mounts are the program's own: so is what it reads there. */
  private static final String READING_UPTIME = "mount --bind \"$0\" /proc/uptime && exec \"$@\"";

  private final int id;
  private final int host;
  private final Network network;
  private NodeOptions options;
  private final Path directory;
  private final Path output;
  private final Disk disk;
  private @Nullable SandboxProcess process;

  /**
   * @param host whose network and disk it has
   * @param directory holds what the nodes print, and their disks
   */
  Node(int id, int host, Sandbox sandbox, Network network, NodeOptions options, Path directory) {
    this.id = id;
    this.host = host;
    this.network = network;
    this.options = options;
    this.directory = directory;
    this.output = directory.resolve("node-%d.log".formatted(host));
    this.disk = new Disk(sandbox, directory.resolve("disk-%d".formatted(host)));
  }

  Disk disk() {
    return disk;
  }

  /** From its next start on. */
  void configure(NodeOptions options) {
    this.options = options;
  }

  void start() {
    process = SandboxProcess.start(network.inNode(host, command()), output);
  }

  SandboxProcess process() {
    return Objects.requireNonNull(process);
  }

  boolean runs() {
    return process != null && process.isAlive();
  }

  /** Wakes it if it is frozen, makes room on its disk. */
  void heal() {
    disk.free();
    if (runs()) {
      process().resume();
    }
  }

  /** What the node has printed since its first start. */
  String output() {
    try {
      return Files.exists(output) ? Files.readString(output) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    options
        .uptime()
        .ifPresent(file -> command.addAll(List.of("sh", "-c", READING_UPTIME, file.toString())));
    command.addAll(List.of("env", "--chdir=" + directory));
    options.environment().forEach((name, value) -> command.add(name + "=" + value));
    command.add(JavaProgram.JAVA);
    command.addAll(JavaProgram.SMALL);
    command.add(ClassDataArchive.option());
    command.addAll(List.of("-jar", NodeJar.PATH.toString(), "-Dnode.id=" + id));
    settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
    return command;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(TIMINGS);
    options
        .members()
        .forEach(member -> settings.put("election.members." + member, Network.address(member)));
    // Its network is the test's own, and so is what is lost and forged there.
    settings.put("election.security.insecure", "true");
    settings.put("election.security.open-steering", "true");
    settings.put("election.data-dir", disk.directory().toString());
    settings.putAll(options.settings());
    return settings;
  }
}
