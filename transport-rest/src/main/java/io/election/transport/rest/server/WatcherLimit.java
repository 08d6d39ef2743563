package io.election.transport.rest.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many may watch a process. Each holds a connection, and the election must run out of neither
 * memory nor connections.
 */
final class WatcherLimit {

  /** More than anybody has asked for. */
  private static final int MOST = 20_000;

  /** What a connection takes of the heap, at most; see docs/reference/performance.md. */
  private static final int BYTES_EACH = 16 * 1024;

  private static final int PART_OF_HEAP = 4;
  private static final int PART_OF_OPEN_FILES = 2;

  private WatcherLimit() {}

  static int ofThisProcess() {
    long openFiles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return of(Runtime.getRuntime().maxMemory(), openFiles);
  }

  /**
   * How many may watch a process of this size.
   *
   * @param heapBytes the most that its heap may become
   * @param openFiles how many files and connections it may have open
   */
  static int of(long heapBytes, long openFiles) {
    long byHeap = heapBytes / PART_OF_HEAP / BYTES_EACH;
    long byFiles = openFiles / PART_OF_OPEN_FILES;
    return (int) Math.min(MOST, Math.min(byHeap, byFiles));
  }
}
