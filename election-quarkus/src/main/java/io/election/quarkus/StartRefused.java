package io.election.quarkus;

/**
 * The node cannot start. The message is one line for the operator: it names the culprit and the way
 * out.
 */
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartRefused(String message) {
    super(oneLine(message));
  }

  public StartRefused(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** Keys and values are repeated as they were written, and may hold anything. */
  private static String oneLine(String message) {
    return message
        .codePoints()
        .map(character -> Character.isISOControl(character) ? '?' : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
