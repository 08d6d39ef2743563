package io.election.transport.rest.wire;

/**
 * A message is not well-formed and is refused as a whole. The message of this exception is one line
 * for whoever sent it.
 */
public final class UnreadableMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  UnreadableMessageException(String detail) {
    this(400, detail);
  }

  private UnreadableMessageException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  /** The body is longer than {@link Json#MAX_BYTES}. */
  static UnreadableMessageException tooLarge() {
    return new UnreadableMessageException(413, Problem.BODY_TOO_LARGE);
  }

  /** What the sender is told. */
  public Problem problem() {
    return new Problem(status, getMessage());
  }
}
