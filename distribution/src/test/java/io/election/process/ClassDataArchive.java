package io.election.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The classes of the jar under test as a JVM lays them out in memory: a node that maps them is up
 * in half the time, and tests start hundreds. Made by the first who asks, once for each build.
 */
public final class ClassDataArchive {

  private static final Path ARCHIVE = Path.of("target", "node.jsa").toAbsolutePath();

  /** Several JVMs test at the same time. */
  private static final Path LOCK = Path.of("target", "node.jsa.lock").toAbsolutePath();

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

  /** One that starts and leads has loaded what all need. */
  private static void make() throws IOException {
    Path directory = Files.createTempDirectory(ARCHIVE.getParent(), "class-data-archive");
    Path unfinished = directory.resolve("node.jsa");
    String address = "127.0.0.1:" + Ports.consecutive(1).get(0);
    try (JavaProcess node =
        JavaProcess.java(
            directory,
            Map.of(),
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + unfinished,
                "-jar",
                NodeJar.PATH.toString(),
                "-Dnode.id=1",
                "-Delection.members.1=" + address))) {
      Awaitility.await("a node leads")
          .atMost(JavaProcess.PATIENCE)
          .until(() -> node.output().contains("this node leads"));
      node.signal("TERM");
      node.exitCode();
      assertThat(unfinished).as(node.output() + node.errors()).exists();
    }
    Files.move(unfinished, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
    try (Stream<Path> left = Files.walk(directory)) {
      left.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
