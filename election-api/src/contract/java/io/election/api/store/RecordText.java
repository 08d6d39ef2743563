package io.election.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/** Records written by hand, with a checksum that fits, by a rule of its own. */
public final class RecordText {

  private RecordText() {}

  /** The content with the last line behind it. */
  public static String withChecksum(String content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content.getBytes(UTF_8));
    return content + "checksum " + String.format("%08x", checksum.getValue()) + "\n";
  }
}
