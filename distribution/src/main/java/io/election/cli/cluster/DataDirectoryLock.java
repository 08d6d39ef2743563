package io.election.cli.cluster;

import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second cluster off the same data directory before it starts anything. The nodes guard
 * their own directories besides; this only tells earlier and once.
 */
final class DataDirectoryLock {

  private final FileChannel channel;

  private DataDirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the directory if it is missing.
   *
   * @throws CommandFailure if it cannot be used, or another cluster uses it
   */
  static DataDirectoryLock take(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("cluster.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new CommandFailure(
            ExitCode.ERROR,
            "the data directory %s is in use by another cluster; stop that one or choose another"
                    .formatted(directory)
                + " with --data-dir");
      }
      return new DataDirectoryLock(channel);
    } catch (IOException exception) {
      throw new CommandFailure(
          ExitCode.ERROR,
          "the data directory %s cannot be used (%s); choose another with --data-dir"
              .formatted(directory, exception));
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException exception) {
      // The lock ends with the process at the latest, and nothing was written.
    }
  }
}
