package io.election.api.store;

import io.election.api.store.StoreException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
