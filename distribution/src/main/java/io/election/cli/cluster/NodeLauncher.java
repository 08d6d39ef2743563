package io.election.cli.cluster;

import io.election.api.transport.Member;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** Starts a node of the plan as a process of its own. */
final class NodeLauncher {

  /** A node at rest shall take little memory and be up soon: several share one machine. */
  private static final List<String> SMALL_AND_QUICK =
      List.of(
          "-Xms16m",
          "-Xmx32m",
          "-Xmn6m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=24m",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto");

  private final ClusterPlan plan;
  private final Path jar;

  /**
   * @param jar what every node runs
   */
  NodeLauncher(ClusterPlan plan, Path jar) {
    this.plan = plan;
    this.jar = jar;
  }

  /**
   * The jar that this process runs from: all nodes are of the same build as the one who starts
   * them.
   *
   * @throws CommandFailure if it does not run from a jar
   */
  static Path runningJar() {
    CodeSource source = NodeLauncher.class.getProtectionDomain().getCodeSource();
    try {
      Path path = Path.of(source.getLocation().toURI());
      if (Files.isRegularFile(path)) {
        return path;
      }
    } catch (URISyntaxException | IllegalArgumentException exception) {
      // Told below: whatever it runs from, it is no jar that java -jar takes.
    }
    throw new CommandFailure(
        ExitCode.ERROR,
        "a cluster can be started only from distribution/node.jar, not from "
            + source.getLocation()
            + "; use ./election cluster");
  }

  /**
   * Starts a node; what it prints is added to its log.
   *
   * @throws IOException if the process cannot be started
   */
  NodeProcess start(int id) throws IOException {
    Path log = plan.logOf(id);
    Files.createDirectories(log.getParent());
    return NodeProcess.start(commandFor(id), log);
  }

  List<String> commandFor(int id) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL_AND_QUICK);
    command.add("-jar");
    command.add(jar.toString());
    command.add("-Dnode.id=" + id);
    for (Member member : plan.members()) {
      command.add("-Delection.members." + member.id() + "=" + member.address());
    }
    command.add("-Delection.storage=" + plan.storage().configuredName());
    command.add("-Delection.data-dir=" + plan.dataDirectory());
    // Not even a cluster that is killed at once leaves its nodes behind.
    command.add("-Dnode.stop-with=" + ProcessHandle.current().pid());
    return command;
  }
}
