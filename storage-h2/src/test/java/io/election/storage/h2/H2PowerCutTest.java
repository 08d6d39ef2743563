package io.election.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.ElectionStore;
import io.election.api.store.PersistentState;
import io.election.api.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut before the sync: of the blocks that a save writes, any may be on the disk and any may
 * not, in whatever order they were written. Either the old or the new state must be found (rule
 * T3).
 */
class H2PowerCutTest {

  private static final int BLOCK = 4096;
  private static final int SAVES = 12;
  private static final int MOST_CUTS_PER_SAVE = 16;

  private final H2ElectionStoreFactory factory = new H2ElectionStoreFactory();

  @TempDir Path directory;

  private int cuts;

  @Test
  void anyPartOfASaveThatReachesTheDiskGivesTheOldOrTheNewState() throws Exception {
    try (ElectionStore store = factory.open(location(directory))) {
      PersistentState before = new PersistentState(1, 2);
      store.save(before);
      for (int term = 2; term <= SAVES; term++) {
        PersistentState after = new PersistentState(term, 1 + term % 3);
        byte[] oldFile = Files.readAllBytes(directory.resolve(DatabaseFile.NAME));
        byte[] oldCount = Files.readAllBytes(directory.resolve(SaveCount.FILE));
        store.save(after);
        byte[] newFile = Files.readAllBytes(directory.resolve(DatabaseFile.NAME));
        for (BitSet onDisk : subsets(changedBlocks(oldFile, newFile), new Random(term))) {
          assertFinds(List.of(before, after), mixture(oldFile, newFile, onDisk), oldCount, onDisk);
        }
        before = after;
      }
    }
  }

  private void assertFinds(
      List<PersistentState> states, byte[] database, byte[] saveCount, BitSet onDisk)
      throws Exception {
    Path copy = Files.createDirectory(directory.resolve("cut-" + cuts++));
    Files.write(copy.resolve(DatabaseFile.NAME), database);
    Files.write(copy.resolve(SaveCount.FILE), saveCount);
    try (ElectionStore store = factory.open(location(copy))) {
      assertThat(store.load().orElseThrow()).as("blocks on disk: %s", onDisk).isIn(states);
    }
  }

  private static StoreLocation location(Path directory) {
    return new StoreLocation("local", 2, directory);
  }

  private static int[] changedBlocks(byte[] oldFile, byte[] newFile) {
    int blocks = Math.max(oldFile.length, newFile.length) / BLOCK;
    return IntStream.range(0, blocks)
        .filter(block -> !Arrays.equals(block(oldFile, block), block(newFile, block)))
        .toArray();
  }

  /** All of them if they are few, else so many drawn by lot. */
  private static List<BitSet> subsets(int[] blocks, Random random) {
    assertThat(blocks).isNotEmpty();
    long all = 1L << blocks.length;
    return IntStream.range(0, (int) Math.min(all, MOST_CUTS_PER_SAVE))
        .mapToObj(
            number -> {
              long chosen = all <= MOST_CUTS_PER_SAVE ? number : random.nextLong(all);
              BitSet subset = new BitSet();
              IntStream.range(0, blocks.length)
                  .filter(index -> (chosen >> index & 1) == 1)
                  .forEach(index -> subset.set(blocks[index]));
              return subset;
            })
        .toList();
  }

  private static byte[] mixture(byte[] oldFile, byte[] newFile, BitSet fromNew) {
    int length = Math.max(oldFile.length, fromNew.length() * BLOCK);
    byte[] mixed = Arrays.copyOf(oldFile, length);
    fromNew.stream()
        .forEach(block -> System.arraycopy(block(newFile, block), 0, mixed, block * BLOCK, BLOCK));
    return mixed;
  }

  private static byte[] block(byte[] file, int block) {
    int start = Math.min(file.length, block * BLOCK);
    return Arrays.copyOf(
        Arrays.copyOfRange(file, start, Math.min(file.length, start + BLOCK)), BLOCK);
  }
}
