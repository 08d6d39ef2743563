package io.election.node.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections others may have open to a process. Half of its open files may belong to
 * those who watch it; a quarter more is for requests, and the last one stays with the process: its
 * record, its log and its own connections to its peers.
 */
final class ConnectionLimit {

  private static final int MOST = 40_000;

  /** What a connection takes of the heap, at most; see docs/reference/performance.md. */
  private static final int BYTES_EACH = 16 * 1024;

  private ConnectionLimit() {}

  static int ofThisProcess() {
    long openFiles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return of(Runtime.getRuntime().maxMemory(), openFiles);
  }

  /**
   * How many a process of this size may have.
   *
   * @param heapBytes the most that its heap may become
   * @param openFiles how many files and connections it may have open
   */
  static int of(long heapBytes, long openFiles) {
    long byHeap = heapBytes / 2 / BYTES_EACH;
    long byFiles = openFiles - openFiles / 4;
    return (int) Math.min(MOST, Math.min(byHeap, byFiles));
  }
}
