package io.election.cli.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How long this machine takes to keep a vote: a new file that is synced, put into the place of the
 * old one, and the directory synced too.
 *
 * @param directory where it was tried
 * @param fileSystem its kind, such as {@code ext4}
 */
record DiskTrial(Path directory, String fileSystem, Spread writes) {

  private static final int RECORD_BYTES = 128;

  /**
   * Writes in a directory of its own, which is gone afterwards, on the file system of the data
   * directory: in it or, if it is not there yet, in the next one above that is.
   *
   * @throws IOException if it cannot be written there
   */
  static DiskTrial in(Path dataDirectory, int times) throws IOException {
    Path existing = dataDirectory.toAbsolutePath().normalize();
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    Path own = Files.createTempDirectory(existing, "doctor");
    try {
      List<Long> nanos = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        long start = System.nanoTime();
        write(own);
        nanos.add(System.nanoTime() - start);
      }
      return new DiskTrial(existing, Files.getFileStore(own).type(), Spread.of(nanos));
    } finally {
      Files.deleteIfExists(own.resolve("record"));
      Files.deleteIfExists(own.resolve("record.new"));
      Files.deleteIfExists(own);
    }
  }

  private static void write(Path directory) throws IOException {
    Path fresh = directory.resolve("record.new");
    try (FileChannel file =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(RECORD_BYTES));
      file.force(true);
    }
    Files.move(fresh, directory.resolve("record"), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel file = FileChannel.open(directory, StandardOpenOption.READ)) {
      file.force(true);
    }
  }
}
