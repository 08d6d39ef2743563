package io.election.transport.rest.security;

import io.election.api.transport.SharedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with the cluster's secret (HMAC with SHA-256, RFC 2104). Safe for use by any thread. */
public final class SigningKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final HexFormat HEX = HexFormat.of();

  private final SecretKeySpec key;

  public SigningKey(SharedSecret secret) {
    key = new SecretKeySpec(secret.bytes(), ALGORITHM);
  }

  /** The signature of these lines, none of which holds a line feed, as 64 hexadecimal digits. */
  String sign(String... lines) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HEX.formatHex(mac.doFinal(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Whether this is the signature of these lines. How long it takes does not tell how wrong. */
  boolean hasSigned(String signature, String... lines) {
    return MessageDigest.isEqual(
        sign(lines).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  /** What stands for a body among the lines: its SHA-256. */
  static String digest(byte[] body) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
