package io.election.cli.doctor;

import java.util.Set;

/** Whether what was written to the disk stays there. */
final class DiskCheck {

  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private DiskCheck() {}

  static Finding of(DiskTrial disk) {
    String measured =
        "a synced write in %s (%s): %s"
            .formatted(disk.directory(), disk.fileSystem(), disk.writes().text());
    return IN_MEMORY.contains(disk.fileSystem())
        ? Finding.warn(
            "disk",
            measured + "; it is kept in memory, and a vote there is forgotten with the power")
        : Finding.ok("disk", measured);
  }
}
