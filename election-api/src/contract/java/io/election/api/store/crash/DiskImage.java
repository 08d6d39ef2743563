package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.Force;
import io.election.api.store.crash.DiskOperation.Link;
import io.election.api.store.crash.DiskOperation.MakeDirectory;
import io.election.api.store.crash.DiskOperation.Rename;
import io.election.api.store.crash.DiskOperation.Truncate;
import io.election.api.store.crash.DiskOperation.Unlink;
import io.election.api.store.crash.DiskOperation.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is on a disk: directories of names, and files of bytes that are never changed in place. */
final class DiskImage {

  static final int ROOT = 0;

  private static final byte[] EMPTY = new byte[0];

  private final Map<Integer, byte[]> files = new HashMap<>();
  private final Map<Integer, SortedMap<String, Integer>> directories = new HashMap<>();

  DiskImage() {
    directories.put(ROOT, new TreeMap<>());
  }

  DiskImage copy() {
    DiskImage copy = new DiskImage();
    copy.files.putAll(files);
    directories.forEach((inode, names) -> copy.directories.put(inode, new TreeMap<>(names)));
    return copy;
  }

  void apply(DiskOperation operation) {
    if (operation instanceof Link link) {
      names(link.directory()).put(link.name(), link.inode());
    } else if (operation instanceof MakeDirectory made) {
      names(made.directory()).put(made.name(), made.inode());
      names(made.inode());
    } else if (operation instanceof Unlink unlink) {
      names(unlink.directory()).remove(unlink.name());
    } else if (operation instanceof Rename rename) {
      names(rename.directory()).remove(rename.from());
      names(rename.directory()).put(rename.to(), rename.inode());
    } else if (operation instanceof Write write) {
      write(write);
    } else if (operation instanceof Truncate truncate) {
      files.put(truncate.inode(), Arrays.copyOf(bytes(truncate.inode()), (int) truncate.size()));
    } else if (!(operation instanceof Force)) {
      throw new IllegalArgumentException(operation.toString());
    }
  }

  /** The names in a directory, also of one that has lost its own. */
  private SortedMap<String, Integer> names(int directory) {
    return directories.computeIfAbsent(directory, inode -> new TreeMap<>());
  }

  private void write(Write write) {
    byte[] old = bytes(write.inode());
    int start = (int) write.position();
    byte[] written = Arrays.copyOf(old, Math.max(old.length, start + write.bytes().length));
    System.arraycopy(write.bytes(), 0, written, start, write.bytes().length);
    files.put(write.inode(), written);
  }

  /** What a file holds; an inode that was never written to is an empty file. */
  byte[] bytes(int inode) {
    return files.getOrDefault(inode, EMPTY);
  }

  /** The files that can be reached by a name. */
  Set<Integer> namedFiles() {
    Set<Integer> found = new HashSet<>();
    collectNamedFiles(ROOT, found);
    return found;
  }

  private void collectNamedFiles(int directory, Set<Integer> found) {
    for (int inode : names(directory).values()) {
      if (directories.containsKey(inode)) {
        collectNamedFiles(inode, found);
      } else {
        found.add(inode);
      }
    }
  }

  /** All files by path, and all directories by path and a slash. */
  SortedMap<String, byte[]> tree() {
    SortedMap<String, byte[]> tree = new TreeMap<>();
    collect("", ROOT, tree);
    return tree;
  }

  private void collect(String prefix, int directory, SortedMap<String, byte[]> tree) {
    names(directory)
        .forEach(
            (name, inode) -> {
              if (directories.containsKey(inode)) {
                tree.put(prefix + name + "/", EMPTY);
                collect(prefix + name + "/", inode, tree);
              } else {
                tree.put(prefix + name, bytes(inode));
              }
            });
  }

  /** Makes this the content of an empty directory. */
  void writeTo(Path root) throws IOException {
    for (Map.Entry<String, byte[]> entry : tree().entrySet()) {
      Path path = root.resolve(entry.getKey());
      if (entry.getKey().endsWith("/")) {
        Files.createDirectory(path);
      } else {
        Files.write(path, entry.getValue());
      }
    }
  }
}
