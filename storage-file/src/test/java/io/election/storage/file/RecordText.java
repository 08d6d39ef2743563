package io.election.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Record files written by hand, with a checksum that fits, by a rule of its own. */
final class RecordText {

  private RecordText() {}

  static void write(Path file, String content) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(content.getBytes(UTF_8));
    Files.writeString(
        file, content + "checksum " + String.format("%08x", checksum.getValue()) + "\n");
  }
}
