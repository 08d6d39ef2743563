package io.election.api.store.crash;

import io.election.api.store.crash.DiskOperation.DataChange;
import io.election.api.store.crash.DiskOperation.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a disk may hold of one write that was never forced, other than all or nothing of it. A write
 * of up to a sector may end at any byte; of a longer one each sector may be there or not. The file
 * may have grown to its new length and hold zeros where the bytes are missing.
 */
final class TornWrite {

  private static final int SECTOR = 512;

  private final Write write;

  TornWrite(Write write) {
    this.write = write;
  }

  /** Every end of a short write; every end, every gap and every lonely sector of a long one. */
  List<List<DataChange>> oneByOne() {
    List<List<DataChange>> fates = new ArrayList<>();
    fates.add(List.of(withZerosFrom(0)));
    if (sectors() == 1) {
      for (int end = 1; end < write.bytes().length; end++) {
        fates.add(List.of(until(end)));
        fates.add(List.of(withZerosFrom(end)));
      }
      return fates;
    }
    for (int i = 0; i < sectors(); i++) {
      int sector = i;
      fates.add(sectors(s -> s < sector));
      fates.add(sectors(s -> s == sector));
      fates.add(sectors(s -> s != sector));
      fates.add(List.of(withZerosFrom(sector * SECTOR)));
    }
    return fates;
  }

  /** Nothing, everything or something in between. */
  List<DataChange> byLot(Random random) {
    switch (random.nextInt(4)) {
      case 0:
        return List.of();
      case 1:
        return List.of(write);
      case 2:
        return List.of(until(random.nextInt(write.bytes().length)));
      default:
        return sectors(sector -> random.nextBoolean());
    }
  }

  private Write until(int end) {
    return new Write(write.inode(), write.position(), Arrays.copyOf(write.bytes(), end));
  }

  private Write withZerosFrom(int end) {
    byte[] bytes = Arrays.copyOf(write.bytes(), end);
    return new Write(write.inode(), write.position(), Arrays.copyOf(bytes, write.bytes().length));
  }

  private int sectors() {
    return (write.bytes().length + SECTOR - 1) / SECTOR;
  }

  private List<DataChange> sectors(IntPredicate onDisk) {
    return IntStream.range(0, sectors()).filter(onDisk).mapToObj(this::sector).toList();
  }

  private DataChange sector(int sector) {
    int start = sector * SECTOR;
    int end = Math.min(start + SECTOR, write.bytes().length);
    return new Write(
        write.inode(), write.position() + start, Arrays.copyOfRange(write.bytes(), start, end));
  }
}
