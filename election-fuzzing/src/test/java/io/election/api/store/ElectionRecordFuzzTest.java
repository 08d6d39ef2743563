package io.election.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.election.fuzzing.PlainText;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The record that a store has kept, damaged in any way (T4). It is refused in one line, or it is
 * exactly what this software writes of the state that it read, so that no damage passes for a vote.
 */
class ElectionRecordFuzzTest {

  private static final Path DIRECTORY = Path.of("data", "node-1");
  private static final StoreLocation LOCATION = new StoreLocation("local", 1, DIRECTORY);

  @FuzzTest(maxDuration = "30s")
  @DictionaryEntries({
    "election-record 1\\x0A",
    "election-record 2\\x0A",
    "election-record 3\\x0A",
    "cluster local\\x0A",
    "node 1\\x0A",
    "directory 9f86d081884c7d65\\x0A",
    "starts 1\\x0A",
    "starts 9223372036854775807\\x0A",
    "members 1 2 3\\x0A",
    "members 1 1\\x0A",
    "term 1\\x0A",
    "term -1\\x0A",
    "term 9223372036854775807\\x0A",
    "vote none\\x0A",
    "vote 1 directory 2c26b46b68ffc68f starts 2 nonce fcde2b2edba56bf4\\x0A",
    "vote 2147483648\\x0A",
    "promise-cap-millis 0\\x0A",
    "promise-cap-millis 10001\\x0A",
    "checksum 00000000\\x0A"
  })
  void anyTextIsRefusedOrIsWhatThisSoftwareWrites(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    decode(text);
    // A random checksum is right once in four thousand million times.
    decode(withChecksum(text));
  }

  private static void decode(String text) {
    try {
      PersistentState state =
          ElectionRecord.decode(LOCATION, DIRECTORY.resolve("election.record"), text);
      assertThat(ElectionRecord.encode(LOCATION, state)).isEqualTo(text);
    } catch (StoreException refused) {
      assertThat(refused.problem())
          .isIn(
              StoreException.Problem.DAMAGED,
              StoreException.Problem.FOREIGN,
              StoreException.Problem.OLDER_FORMAT,
              StoreException.Problem.NEWER_FORMAT);
      PlainText.assertOneLine(refused.getMessage());
    }
  }

  private static String withChecksum(String content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content.getBytes(UTF_8));
    return content + String.format("checksum %08x\n", checksum.getValue());
  }
}
