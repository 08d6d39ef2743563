package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Disks with one bit flipped in what the latest acknowledged save has written. */
final class FlippedBits {

  private final int mostInEachWrite;
  private final Random random;

  /**
   * @param mostInEachWrite so many bits are drawn by lot where there are more
   */
  FlippedBits(int mostInEachWrite, Random random) {
    this.mostInEachWrite = mostInEachWrite;
    this.random = random;
  }

  /** Goes through the log and shows every such state after each save. */
  void ofEach(List<DiskEntry> log, Consumer<CrashState> consumer) {
    DiskImage disk = new DiskImage();
    List<Write> newest = new ArrayList<>();
    for (DiskEntry entry : log) {
      if (entry instanceof Expectation expectation) {
        if (expectation.somethingSaved() && expectation.states().size() == 1) {
          flip(disk, newest, expectation, consumer);
        }
        newest.clear();
      } else if (entry instanceof DiskOperation operation) {
        disk.apply(operation);
        if (operation instanceof Write write) {
          newest.add(write);
        }
      }
    }
  }

  private void flip(
      DiskImage disk, List<Write> writes, Expectation expectation, Consumer<CrashState> consumer) {
    for (Write write : writes) {
      int bits = write.bytes().length * Byte.SIZE;
      IntStream chosen =
          bits <= mostInEachWrite
              ? IntStream.range(0, bits)
              : random.ints(mostInEachWrite, 0, bits);
      chosen.forEach(bit -> consumer.accept(flipped(disk, write, bit, expectation)));
    }
  }

  private static CrashState flipped(DiskImage disk, Write write, int bit, Expectation expectation) {
    DiskImage damaged = disk.copy();
    long position = write.position() + bit / Byte.SIZE;
    byte flipped = (byte) (disk.bytes(write.inode())[(int) position] ^ 1 << bit % Byte.SIZE);
    damaged.apply(new Write(write.inode(), position, new byte[] {flipped}));
    return new CrashState(
        damaged, expectation, true, () -> "bit " + bit + " of " + write + " flipped");
  }
}
