package io.election.api.store.crash;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.crash.Command.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small ext4 file system in a file, mounted through a loop device, whose power can be cut: from
 * then on the kernel writes nothing more to it, and what it had not written yet is gone. Needs
 * root, loop devices, {@code mkfs.ext4} and {@code perl}.
 */
final class LoopMountedDisk implements AutoCloseable {

  private static final long SIZE_IN_BYTES = 16 << 20;

  /** EXT4_IOC_SHUTDOWN without a flush of the journal, on the directory that is named. */
  private static final String SHUT_DOWN =
      "my $how = pack('L', 2); open(my $disk, '<', $ARGV[0]) or die $!;"
          + " ioctl($disk, 0x8004587d, $how) or die $!";

  private Path image;
  private final Path mountPoint;

  private LoopMountedDisk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /** Makes it, or skips the test if it cannot be mounted. */
  static LoopMountedDisk make(Path workplace) throws IOException, InterruptedException {
    Path image = workplace.resolve("disk.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(SIZE_IN_BYTES);
    }
    LoopMountedDisk disk =
        new LoopMountedDisk(image, Files.createDirectory(workplace.resolve("disk")));
    Command.runWell("mkfs.ext4", "-q", "-F", image.toString());
    Outcome mounted = disk.mount();
    Command.assumeOutsideOfCi(
        mounted.exitCode() == 0, "loop devices cannot be mounted: " + mounted.output().strip());
    return disk;
  }

  /** Whether this user may mount through loop devices at all. */
  static boolean possible() throws IOException, InterruptedException {
    return Files.exists(Path.of("/dev/loop-control"))
        && Command.run(List.of("id", "-u")).output().strip().equals("0");
  }

  Path root() {
    return mountPoint;
  }

  void cutPower() throws IOException, InterruptedException {
    Command.runWell("perl", "-e", SHUT_DOWN, mountPoint.toString());
  }

  /**
   * The power is back: mounted anew, with what had reached the image. Of a copy of that, for a
   * container that was begun meanwhile may still hold the mount from before.
   */
  void restart() throws IOException, InterruptedException {
    Command.runWell("umount", mountPoint.toString());
    Path before = image;
    image =
        Files.copy(
            before, Files.createTempFile(before.getParent(), "disk", ".img"), REPLACE_EXISTING);
    Files.delete(before);
    assertThat(mount().exitCode()).isZero();
  }

  /** Without the flush that ext4 adds to a rename on its own account. */
  private Outcome mount() throws IOException, InterruptedException {
    return Command.run(
        List.of("mount", "-o", "loop,noauto_da_alloc", image.toString(), mountPoint.toString()));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Command.runWell("umount", mountPoint.toString());
  }
}
