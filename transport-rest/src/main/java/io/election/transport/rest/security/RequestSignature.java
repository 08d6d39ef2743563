package io.election.transport.rest.security;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member's signature on a request. It covers who sends it to whom, when, what and to which path,
 * and a number that is used once; so it is of no use on another message, to another member or a
 * second time ({@link ReplayWindow}).
 *
 * @param from the member that signed
 * @param to the member that is asked
 * @param timeMillis when it was signed, in milliseconds since 1970 by the clock of the signer
 * @param number 128 random bits as 32 hexadecimal digits
 * @param signature as 64 hexadecimal digits
 */
public record RequestSignature(int from, int to, long timeMillis, String number, String signature) {

  /** The header that carries it, and on an answer the signature of the answer. */
  public static final String HEADER = "X-Election-Signature";

  private static final String SCHEME = "Election-HMAC-SHA256";
  private static final int NUMBER_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern FORM =
      Pattern.compile(
          SCHEME
              + " node=(?<from>\\d{1,10}),to=(?<to>\\d{1,10}),time=(?<time>\\d{1,18}),"
              + "number=(?<number>[0-9a-f]{32}),signature=(?<signature>[0-9a-f]{64})");

  /**
   * Signs a request that is about to be sent.
   *
   * @param method the HTTP method
   * @param path the path as it stands in the request
   */
  public static RequestSignature sign(
      SigningKey key, int from, int to, long timeMillis, String method, String path, byte[] body) {
    byte[] random = new byte[NUMBER_BYTES];
    RANDOM.nextBytes(random);
    String number = HexFormat.of().formatHex(random);
    RequestSignature unsigned = new RequestSignature(from, to, timeMillis, number, "");
    return new RequestSignature(
        from, to, timeMillis, number, key.sign(unsigned.lines(method, path, body)));
  }

  /** Reads what {@link #toHeader} wrote; empty if it is anything else. */
  public static Optional<RequestSignature> parse(@Nullable String header) {
    Matcher form = FORM.matcher(header == null ? "" : header);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RequestSignature(
              Integer.parseInt(form.group("from")),
              Integer.parseInt(form.group("to")),
              Long.parseLong(form.group("time")),
              form.group("number"),
              form.group("signature")));
    } catch (NumberFormatException noNodeId) {
      return Optional.empty();
    }
  }

  /** The value of {@link #HEADER}. */
  public String toHeader() {
    return "%s node=%d,to=%d,time=%d,number=%s,signature=%s"
        .formatted(SCHEME, from, to, timeMillis, number, signature);
  }

  /** Whether it was made with this key for this request. */
  public boolean covers(SigningKey key, String method, String path, byte[] body) {
    return key.hasSigned(signature, lines(method, path, body));
  }

  /** Signs the answer to the request that has this signature. */
  public String signAnswer(SigningKey key, int status, byte[] body) {
    return key.sign(answerLines(status, body));
  }

  /**
   * Whether this is the signature of an answer to this very request.
   *
   * @param claimed the header of the answer; null if it has none
   */
  public boolean isAnswered(SigningKey key, @Nullable String claimed, int status, byte[] body) {
    return claimed != null && key.hasSigned(claimed, answerLines(status, body));
  }

  private String[] lines(String method, String path, byte[] body) {
    return new String[] {
      "election request 1",
      method,
      path,
      SigningKey.digest(body),
      String.valueOf(from),
      String.valueOf(to),
      String.valueOf(timeMillis),
      number
    };
  }

  private String[] answerLines(int status, byte[] body) {
    return new String[] {
      "election answer 1", number, String.valueOf(status), SigningKey.digest(body)
    };
  }
}
