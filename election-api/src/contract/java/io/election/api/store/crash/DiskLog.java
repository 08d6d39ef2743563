package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.Force;
import io.election.api.store.crash.DiskOperation.Link;
import io.election.api.store.crash.DiskOperation.MakeDirectory;
import io.election.api.store.crash.DiskOperation.Rename;
import io.election.api.store.crash.DiskOperation.Unlink;
import io.election.api.store.crash.DiskOperation.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is done to the files below one directory, in order, and what a store may show from when on.
 * It can also stop the program that does it, as a kill would: from then on nothing happens.
 */
public final class DiskLog {

  private static final int NEVER = Integer.MAX_VALUE;

  /** Something that is done to the real files as well. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  private final Map<Path, Integer> inodes = new HashMap<>();
  private final DiskImage start = new DiskImage();
  private final List<DiskEntry> entries = new ArrayList<>();
  private int inodesGiven = DiskImage.ROOT;
  private int operationsLeft = NEVER;

  /**
   * @param root a directory; what is in it now is on stable storage
   */
  DiskLog(Path root) throws IOException {
    inodes.put(root, DiskImage.ROOT);
    try (Stream<Path> existing = Files.walk(root)) {
      for (Path path : existing.skip(1).sorted().toList()) {
        name(path, inodesGiven + 1);
        int directory = inodeOf(path.getParent());
        if (Files.isDirectory(path)) {
          start.apply(new MakeDirectory(directory, nameOf(path), inodesGiven));
        } else {
          start.apply(new Link(directory, nameOf(path), inodesGiven));
          start.apply(new Write(inodesGiven, 0, Files.readAllBytes(path)));
        }
      }
    }
  }

  /** What was there before the first entry. */
  DiskImage start() {
    return start.copy();
  }

  synchronized List<DiskEntry> entries() {
    return List.copyOf(entries);
  }

  synchronized void expect(Expectation expectation) {
    entries.add(expectation);
  }

  /** After so many more operations every one fails and changes nothing. */
  synchronized void killAfter(int operations) {
    operationsLeft = operations;
  }

  /** Whether the kill has come. */
  synchronized boolean killed() {
    return operationsLeft == 0;
  }

  /** The program is started again. */
  synchronized void revive() {
    operationsLeft = NEVER;
  }

  synchronized <T> T create(Path file, Action<T> action) throws IOException {
    int inode = inodesGiven + 1;
    T result = perform(new Link(inodeOf(file.getParent()), nameOf(file), inode), action);
    name(file, inode);
    return result;
  }

  synchronized void makeDirectory(Path directory, Action<?> action) throws IOException {
    int inode = inodesGiven + 1;
    perform(new MakeDirectory(inodeOf(directory.getParent()), nameOf(directory), inode), action);
    name(directory, inode);
  }

  synchronized void unlink(Path file, Action<?> action) throws IOException {
    perform(new Unlink(inodeOf(file.getParent()), nameOf(file)), action);
    inodes.remove(file);
  }

  synchronized void rename(Path from, Path to, Action<?> action) throws IOException {
    if (!from.getParent().equals(to.getParent())) {
      throw new UnsupportedOperationException("a rename from one directory to another");
    }
    int inode = inodeOf(from);
    perform(new Rename(inodeOf(from.getParent()), nameOf(from), nameOf(to), inode), action);
    inodes.remove(from);
    inodes.put(to, inode);
  }

  /** A force is written down and not passed on: it would only take time. */
  synchronized void force(int inode) throws IOException {
    perform(new Force(inode), () -> inode);
  }

  synchronized <T> T perform(DiskOperation operation, Action<T> action) throws IOException {
    if (operationsLeft == 0) {
      throw new IOException("killed");
    }
    T result = action.run();
    if (operationsLeft != NEVER) {
      operationsLeft--;
    }
    entries.add(operation);
    return result;
  }

  synchronized int inodeOf(Path path) {
    Integer inode = inodes.get(path);
    if (inode == null) {
      throw new IllegalArgumentException(path + " was not made on this disk");
    }
    return inode;
  }

  private void name(Path path, int inode) {
    inodesGiven = inode;
    inodes.put(path, inode);
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }
}
