package io.election.api.transport;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A leader's word that its lease is over and that another may stand against it at once
 * (dissertation §3.10, rule P3). The leader makes it up when it is elected and sends its
 * {@linkplain #seal() seal} with every heartbeat; the number itself it gives away once, when it
 * hands over. So whoever follows it can tell its word from anybody else's, and from that of an
 * earlier term.
 *
 * @param leaderId the leader that hands over, at least 1
 * @param term the term in which it led
 * @param number a random number
 */
public record TransferToken(int leaderId, long term, long number) {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public TransferToken {
    if (leaderId < 1) {
      throw new IllegalArgumentException("leaderId must be at least 1: " + leaderId);
    }
    Terms.check(term);
  }

  /** What the number is known by before it is given away: the first 8 bytes of its SHA-256. */
  public long seal() {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return ByteBuffer.wrap(sha256().digest(bytes)).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
