package io.election.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node holds on to.
 *
 * @param heapKiB what its heap keeps after a collection
 * @param threads of its process
 * @param files that its process has open, sockets among them
 * @param diskBytes in its data directory
 */
record Resources(long heapKiB, long threads, long files, long diskBytes) {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");

  /** Looks at a node that is not stopped. Its heap is collected first. */
  static Resources of(Node node) {
    long pid = node.process().pid();
    try {
      tool(pid, "GC.run");
      long heap = 0;
      // "def new generation", "tenured generation", "Metaspace": the first two are the heap.
      String info = tool(pid, "GC.heap_info");
      Matcher used = USED.matcher(info.substring(0, info.indexOf("Metaspace")));
      while (used.find()) {
        heap += Long.parseLong(used.group(1));
      }
      Path process = Path.of("/proc", String.valueOf(pid));
      Matcher threads = THREADS.matcher(Files.readString(process.resolve("status")));
      assertThat(threads.find()).as("the number of threads is found").isTrue();
      try (Stream<Path> files = Files.list(process.resolve("fd"))) {
        return new Resources(
            heap,
            Long.parseLong(threads.group(1)),
            files.count(),
            size(process.resolve("root" + node.disk().directory())));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The path leads through the process's own mounts. */
  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static String tool(long pid, String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(List.of(jcmd.toString(), String.valueOf(pid), command))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(output).isZero();
    return output;
  }

  /**
   * The median of each. What comes and goes while somebody looks is not in it; what piles up is.
   */
  static Resources median(List<Resources> looks) {
    return new Resources(
        median(looks, Resources::heapKiB),
        median(looks, Resources::threads),
        median(looks, Resources::files),
        median(looks, Resources::diskBytes));
  }

  private static long median(List<Resources> looks, ToLongFunction<Resources> of) {
    return looks.stream().mapToLong(of).sorted().skip(looks.size() / 2).findFirst().orElseThrow();
  }
}
