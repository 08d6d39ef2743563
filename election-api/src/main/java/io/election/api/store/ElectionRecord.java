package io.election.api.store;

import io.election.api.transport.Incarnation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The record as every store keeps it: one text, in lines that an operator can read, so that a field
 * that is added later changes no store. The first line keeps its place and the last one its meaning
 * in every later format, so that damage is told from a format that is merely another.
 *
 * <p>The checksum is a CRC-32C: it finds every damage of up to 32 bits in a row, is part of the
 * JDK, and need not withstand forgery, since whoever can write the record could forge any checksum.
 */
public final class ElectionRecord {

  private static final int FORMAT = 2;
  private static final String NO_VOTE = "none";
  private static final int CHECKSUM_LINE_LENGTH = "checksum 00000000\n".length();

  private ElectionRecord() {}

  /**
   * The text to keep.
   *
   * @param location whose record it is; only this node can read it again
   */
  public static String encode(StoreLocation location, PersistentState state) {
    String content =
        """
        election-record %s
        cluster %s
        node %s
        directory %016x
        starts %s
        members %s
        term %s
        vote %s
        promise-cap-millis %s
        """
            .formatted(
                FORMAT,
                location.clusterId(),
                location.nodeId(),
                state.directory(),
                state.starts(),
                encodeMembers(state.members()),
                state.term(),
                encodeVote(state.vote()),
                state.promiseCapMillis());
    return content + checksumLine(content);
  }

  /**
   * Reads what a store has kept.
   *
   * @param location whose record is wanted
   * @param file where the text was found, for the message
   * @throws StoreException if the text is not exactly what {@link #encode} makes of some state for
   *     this location: {@link StoreException.Problem#DAMAGED} (rule T4), {@link
   *     StoreException.Problem#FOREIGN}, {@link StoreException.Problem#OLDER_FORMAT} or {@link
   *     StoreException.Problem#NEWER_FORMAT}
   */
  public static PersistentState decode(StoreLocation location, Path file, String text)
      throws StoreException {
    String content = text.substring(0, Math.max(0, text.length() - CHECKSUM_LINE_LENGTH));
    if (!text.equals(content + checksumLine(content))) {
      throw StoreException.damaged(file, "its checksum does not match its content", null);
    }
    try {
      List<String> lines = content.lines().toList();
      requireThisFormat(file, Integer.parseInt(valueOf("election-record", lines.get(0))));
      StoreLocation owner =
          new StoreLocation(
              valueOf("cluster", lines.get(1)),
              Integer.parseInt(valueOf("node", lines.get(2))),
              location.directory());
      PersistentState state =
          new PersistentState(
              Long.parseUnsignedLong(valueOf("directory", lines.get(3)), 16),
              Long.parseLong(valueOf("starts", lines.get(4))),
              decodeMembers(valueOf("members", lines.get(5))),
              Long.parseLong(valueOf("term", lines.get(6))),
              decodeVote(valueOf("vote", lines.get(7))),
              Long.parseLong(valueOf("promise-cap-millis", lines.get(8))));
      if (!text.equals(encode(owner, state))) {
        throw new IllegalArgumentException("it is not written the way this software writes it");
      }
      if (!owner.equals(location)) {
        throw StoreException.foreign(file, owner, location);
      }
      return state;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw StoreException.damaged(file, "its lines are not those of a record", e);
    }
  }

  private static void requireThisFormat(Path file, int format) throws StoreException {
    if (format > FORMAT) {
      throw StoreException.newerFormat(file, String.valueOf(format), String.valueOf(FORMAT));
    }
    if (format >= 1 && format < FORMAT) {
      throw StoreException.olderFormat(file, String.valueOf(format), String.valueOf(FORMAT));
    }
  }

  private static String encodeMembers(Set<Integer> members) {
    return members.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static Set<Integer> decodeMembers(String ids) {
    return Arrays.stream(ids.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
  }

  private static String encodeVote(@Nullable Vote vote) {
    if (vote == null) {
      return NO_VOTE;
    }
    Incarnation incarnation = vote.incarnation();
    return "%s directory %016x starts %s nonce %016x"
        .formatted(
            vote.nodeId(), incarnation.directory(), incarnation.starts(), incarnation.nonce());
  }

  private static @Nullable Vote decodeVote(String vote) {
    if (vote.equals(NO_VOTE)) {
      return null;
    }
    String[] words = vote.split(" ");
    return new Vote(
        Integer.parseInt(words[0]),
        new Incarnation(
            Long.parseUnsignedLong(words[2], 16),
            Long.parseLong(words[4]),
            Long.parseUnsignedLong(words[6], 16)));
  }

  private static String valueOf(String key, String line) {
    if (!line.startsWith(key + " ")) {
      throw new IllegalArgumentException("no line for " + key);
    }
    return line.substring(key.length() + 1);
  }

  private static String checksumLine(String content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content.getBytes(StandardCharsets.UTF_8));
    return "checksum %08x\n".formatted(checksum.getValue());
  }
}
