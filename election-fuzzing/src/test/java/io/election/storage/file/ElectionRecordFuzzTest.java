package io.election.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.election.api.store.StoreException;
import io.election.fuzzing.PlainText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The record file, damaged in any way (T4). It is refused in one line, or it is byte for byte what
 * this software writes of the record that it read, so that no damage passes for a vote.
 */
class ElectionRecordFuzzTest {

  private static final Path FILE = Path.of("data", "node-1", "election.record");

  @FuzzTest(maxDuration = "30s")
  @DictionaryEntries({
    "election-record 1\\x0A",
    "election-record 2\\x0A",
    "cluster local\\x0A",
    "node 1\\x0A",
    "term 1\\x0A",
    "term -1\\x0A",
    "term 9223372036854775807\\x0A",
    "vote none\\x0A",
    "vote 1\\x0A",
    "vote 2147483648\\x0A",
    "checksum 00000000\\x0A"
  })
  void anyFileIsRefusedOrIsWhatThisSoftwareWrites(byte[] content) {
    decode(content);
    // A random checksum is right once in four thousand million times.
    decode(withChecksum(content));
  }

  private static void decode(byte[] bytes) {
    try {
      ElectionRecord record = ElectionRecord.decode(FILE, bytes);
      assertThat(record.encode()).isEqualTo(bytes);
      assertThat(record.state().term()).isNotNegative();
    } catch (StoreException refused) {
      assertThat(refused.problem())
          .isIn(StoreException.Problem.DAMAGED, StoreException.Problem.NEWER_FORMAT);
      PlainText.assertOneLine(refused.getMessage());
    }
  }

  private static byte[] withChecksum(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    byte[] line =
        String.format("checksum %08x\n", checksum.getValue()).getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(content, content.length + line.length);
    System.arraycopy(line, 0, all, content.length, line.length);
    return all;
  }
}
