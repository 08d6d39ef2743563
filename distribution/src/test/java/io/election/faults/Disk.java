package io.election.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of one node. It outlives the node's process and ends with the sandbox. */
final class Disk {

  private final Sandbox sandbox;
  private final Path directory;

  Disk(Sandbox sandbox, Path directory) {
    this.sandbox = sandbox;
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    sandbox.run("mount -t tmpfs -o size=256k tmpfs '%s'".formatted(directory));
  }

  Path directory() {
    return directory;
  }

  /** Writes until nothing more fits. */
  void fill() {
    sandbox.run("! dd if=/dev/zero of='%s' bs=4k 2>/dev/null".formatted(filler()));
  }

  /** Everything on it is gone. */
  void lose() {
    sandbox.run("find '%s' -mindepth 1 -delete".formatted(directory));
  }

  /** The same is on it as on another one at this moment. */
  void copy(Disk other) {
    lose();
    sandbox.run("cp -a '%s/.' '%s'".formatted(other.directory, directory));
  }

  /** Makes room again. */
  void free() {
    sandbox.run("rm -f '%s'".formatted(filler()));
  }

  private Path filler() {
    return directory.resolve("filler");
  }
}
