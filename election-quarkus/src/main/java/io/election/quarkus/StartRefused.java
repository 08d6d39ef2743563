package io.election.quarkus;

/**
 * The node cannot start. The message is one line for the operator: it names the culprit and the way
 * out.
 */
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartRefused(String message) {
    super(message);
  }

  public StartRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
