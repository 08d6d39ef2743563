package io.election.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.api.store.StoreException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Damages copies of a record and opens them. Damage that does not touch what counts may go unseen,
 * but none may show another state than the one that was saved last (rules T3, T4).
 */
final class DamageTrial {

  /** A record up to this size has every bit flipped, a larger one so many drawn by lot. */
  private static final int ALL_BITS_UP_TO_BYTES = 512;

  private static final int FLIPS_BY_LOT = 150;
  private static final long SEED = 20_260_101;

  private final ElectionStoreFactory factory;
  private final Path workplace;
  private final Map<String, byte[]> files;
  private final String recordName;
  private final PersistentState saved;

  /**
   * @param files what the node's directory held, by name
   * @param recordName the file of them to damage
   * @param saved the state that was saved last
   */
  DamageTrial(
      ElectionStoreFactory factory,
      Path workplace,
      Map<String, byte[]> files,
      String recordName,
      PersistentState saved) {
    this.factory = factory;
    this.workplace = workplace;
    this.files = files;
    this.recordName = recordName;
    this.saved = saved;
  }

  int recordLength() {
    return record().length;
  }

  void truncate(int length) throws IOException {
    open(Arrays.copyOf(record(), length), "cut to " + length + " of " + recordLength() + " bytes");
  }

  void flipBits() throws IOException {
    int bits = recordLength() * Byte.SIZE;
    IntStream chosen =
        recordLength() <= ALL_BITS_UP_TO_BYTES
            ? IntStream.range(0, bits)
            : new Random(SEED).ints(FLIPS_BY_LOT, 0, bits);
    for (int bit : chosen.toArray()) {
      byte[] flipped = record().clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      open(flipped, "bit " + bit + " flipped, seed " + SEED);
    }
  }

  private byte[] record() {
    return files.get(recordName);
  }

  private void open(byte[] damagedRecord, String damage) throws IOException {
    Path directory = Files.createTempDirectory(workplace, "damaged");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    Files.write(directory.resolve(recordName), damagedRecord);
    try (ElectionStore store = factory.open(new StoreLocation("local", 2, directory))) {
      assertThat(store.load()).as(damage).contains(saved);
    } catch (StoreException e) {
      assertThat(e.problem()).as(damage + ": " + e.getMessage()).isEqualTo(Problem.DAMAGED);
    }
  }
}
