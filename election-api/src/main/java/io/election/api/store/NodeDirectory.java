package io.election.api.store;

import io.election.api.store.StoreException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node's own directory, held by one store at a time. Stores of every kind take the same lock, so
 * two processes cannot vote as one node by keeping their records in different kinds of store.
 *
 * <p>An instance is used by one thread at a time; different instances by any threads.
 */
public final class NodeDirectory implements AutoCloseable {

  /** What {@link #replace} adds to the name of the file that it writes before the rename. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  private static final String LOCK_FILE = "election.lock";

  /**
   * What this process holds. Looked up before the lock file is opened: on POSIX systems closing any
   * channel of a file drops all of the process's locks on it, so merely trying a second time would
   * let other processes in.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path realPath;
  private final FileChannel lock;

  private NodeDirectory(Path path, Path realPath, FileChannel lock) {
    this.path = path;
    this.realPath = realPath;
    this.lock = lock;
  }

  /**
   * Takes the directory, making it and its parents durably if they are missing. The lock ends with
   * {@link #close()} or with the process, however it ends.
   *
   * @throws StoreException {@link Problem#IN_USE} if a store has it open, in this process or in
   *     another; {@link Problem#UNAVAILABLE} if it cannot be made or locked
   */
  public static NodeDirectory open(Path path) throws StoreException {
    try {
      makeDurably(path.toAbsolutePath());
      Path realPath = path.toRealPath();
      if (!HELD.add(realPath)) {
        throw StoreException.inUse(path);
      }
      return lock(path, realPath);
    } catch (IOException e) {
      throw StoreException.unavailable(path, "be used as a data directory", e);
    }
  }

  private static NodeDirectory lock(Path path, Path realPath) throws IOException, StoreException {
    FileChannel lock = null;
    boolean locked = false;
    try {
      lock =
          FileChannel.open(
              realPath.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked = lock.tryLock() != null;
      if (!locked) {
        throw StoreException.inUse(path);
      }
      return new NodeDirectory(path, realPath, lock);
    } catch (OverlappingFileLockException e) {
      // The same process after all: another class loader's copy of this class, with its own HELD.
      throw StoreException.inUse(path);
    } finally {
      if (!locked) {
        HELD.remove(realPath);
        if (lock != null) {
          lock.close();
        }
      }
    }
  }

  private static void makeDurably(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      makeDurably(parent);
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    if (parent != null) {
      sync(parent);
    }
  }

  /** A file of this directory. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Replaces a file as a whole, or makes it: when this returns the content is on stable storage,
   * and a crash before that leaves the old content or the new one. The order does it (rule T1): the
   * new content is synced before the rename, or a power cut could leave the name with nothing
   * behind it; the directory is synced after it, or a power cut could undo the rename.
   */
  public void replace(String name, byte[] content) throws IOException {
    Path temporary = temporary(name);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE);
    sync();
  }

  /** Removes what a process left that was killed inside {@link #replace}; it counts for nothing. */
  public void discardInterruptedReplace(String name) throws IOException {
    Files.deleteIfExists(temporary(name));
  }

  private Path temporary(String name) {
    return file(name + TEMPORARY_SUFFIX);
  }

  /**
   * Puts on stable storage which files the directory has and what they are called; what is in them
   * is not its business.
   */
  public void sync() throws IOException {
    sync(path);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives the directory back. Closing twice does no harm. */
  @Override
  public void close() {
    if (!lock.isOpen()) {
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      // The channel counts as closed all the same, and the lock ends with the process at the
      // latest.
    } finally {
      HELD.remove(realPath);
    }
  }
}
