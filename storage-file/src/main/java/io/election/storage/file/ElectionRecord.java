package io.election.storage.file;

import io.election.api.store.PersistentState;
import io.election.api.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What the file says: six lines of text that an operator can read. The first line keeps its place
 * and the last one its meaning in every later format, so that damage is told from a format that is
 * merely newer.
 *
 * <p>The checksum is a CRC-32C: it finds every damage of up to 32 bits in a row, is part of the
 * JDK, and need not withstand forgery, since whoever can write the file could forge any checksum.
 */
record ElectionRecord(String clusterId, int nodeId, PersistentState state) {

  private static final int FORMAT = 1;
  private static final String NO_VOTE = "none";
  private static final int CHECKSUM_LINE_LENGTH = "checksum 00000000\n".length();

  byte[] encode() {
    String content =
        """
        election-record %s
        cluster %s
        node %s
        term %s
        vote %s
        """
            .formatted(
                FORMAT,
                clusterId,
                nodeId,
                state.term(),
                state.votedFor() == null ? NO_VOTE : state.votedFor());
    return (content + checksumLine(content.getBytes(StandardCharsets.UTF_8)))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws StoreException if the bytes are not exactly what {@link #encode} makes of some record
   */
  static ElectionRecord decode(Path file, byte[] bytes) throws StoreException {
    int contentLength = Math.max(0, bytes.length - CHECKSUM_LINE_LENGTH);
    byte[] content = Arrays.copyOf(bytes, contentLength);
    byte[] checksumLine = Arrays.copyOfRange(bytes, contentLength, bytes.length);
    if (!Arrays.equals(checksumLine, checksumLine(content).getBytes(StandardCharsets.UTF_8))) {
      throw StoreException.damaged(file, "its checksum does not match its content", null);
    }
    try {
      List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
      requireKnownFormat(file, Integer.parseInt(valueOf("election-record", lines.get(0))));
      String vote = valueOf("vote", lines.get(4));
      ElectionRecord record =
          new ElectionRecord(
              valueOf("cluster", lines.get(1)),
              Integer.parseInt(valueOf("node", lines.get(2))),
              new PersistentState(
                  Long.parseLong(valueOf("term", lines.get(3))),
                  vote.equals(NO_VOTE) ? null : Integer.valueOf(vote)));
      if (!Arrays.equals(bytes, record.encode())) {
        throw new IllegalArgumentException("it is not written the way this software writes it");
      }
      return record;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw StoreException.damaged(file, "its lines are not those of a record", e);
    }
  }

  private static void requireKnownFormat(Path file, int format) throws StoreException {
    if (format > FORMAT) {
      throw StoreException.newerFormat(file, String.valueOf(format), String.valueOf(FORMAT));
    }
  }

  private static String valueOf(String key, String line) {
    if (!line.startsWith(key + " ")) {
      throw new IllegalArgumentException("no line for " + key);
    }
    return line.substring(key.length() + 1);
  }

  private static String checksumLine(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return "checksum %08x\n".formatted(checksum.getValue());
  }
}
