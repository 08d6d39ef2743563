package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The classes of the jar under test as a JVM lays them out in memory: a node that maps them is up
 * in half the time, and tests start hundreds. Made by the first who asks, once for each build.
 */
public final class ClassDataArchive {

  private static final Path ARCHIVE = Path.of("target", "node.jsa").toAbsolutePath();

  /** Several JVMs test at the same time. */
  private static final Path LOCK = Path.of("target", "node.jsa.lock").toAbsolutePath();

  private static final List<String> PATHS =
      List.of(
          "/",
          "/election",
          "/election/history",
          "/leader",
          "/follower",
          "/q/metrics",
          "/q/health",
          "/q/openapi");

  private ClassDataArchive() {}

  /** The option that makes a JVM map it; a JVM that cannot goes on without. */
  public static String option() {
    return "-XX:SharedArchiveFile=" + made();
  }

  private static synchronized Path made() {
    try (FileChannel lock =
            FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock othersWait = lock.lock()) {
      if (!Files.exists(ARCHIVE)
          || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(NodeJar.PATH))
              < 0) {
        make();
      }
      return ARCHIVE;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** One of two nodes that hand over to each other and are asked loads what all need. */
  private static void make() throws IOException {
    Path directory = Files.createTempDirectory(ARCHIVE.getParent(), "class-data-archive");
    Path unfinished = directory.resolve("node.jsa");
    List<Integer> ports = Ports.consecutive(2);
    try (JavaProcess node = start(directory, 1, ports, "-XX:ArchiveClassesAtExit=" + unfinished);
        JavaProcess peer = start(directory, 2, ports, "-Xshare:auto")) {
      ClusterObserver observer = new ClusterObserver(ports);
      int leader = observer.awaitAgreement(List.of(1, 2)).nodeId();
      for (int next : List.of(3 - leader, leader)) {
        HandOver.to(
            next, HttpClient.newHttpClient(), "http://127.0.0.1:" + observer.port(3 - next));
        observer.awaitAgreement(List.of(1, 2));
        for (String path : PATHS) {
          NodeAnswer.get(observer.port(1), path);
        }
      }
      node.signal("TERM");
      node.exitCode();
      assertThat(unfinished).as(node.output() + node.errors() + peer.errors()).exists();
    }
    Files.move(unfinished, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> left = Files.walk(directory)) {
      left.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static JavaProcess start(Path directory, int id, List<Integer> ports, String option) {
    List<String> command = new ArrayList<>(NodeJar.QUICK_TO_START);
    command.addAll(List.of(option, "-jar", NodeJar.PATH.toString()));
    command.addAll(List.of(NodeJar.node(id, ports)));
    return JavaProcess.java(directory, Map.of(), command);
  }
}
