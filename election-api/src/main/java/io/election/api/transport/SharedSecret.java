package io.election.api.transport;

import java.nio.charset.StandardCharsets;

/**
 * A secret that all members of a cluster know and nobody else does. Never written anywhere: its
 * text form says nothing.
 */
public final class SharedSecret {

  /** The fewest characters that a secret may have. */
  public static final int SHORTEST = 16;

  private final byte[] bytes;

  /**
   * @param text the secret; white space around it does not belong to it
   * @throws IllegalArgumentException if it is shorter than {@value #SHORTEST} characters
   */
  public SharedSecret(String text) {
    String secret = text.strip();
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException("a secret has at least " + SHORTEST + " characters");
    }
    bytes = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Its bytes, as a key. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "SharedSecret";
  }
}
