package io.election.api;

/** Thrown instead of a call that only a leader may make. The message names who leads, if known. */
public final class NotLeaderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for people
   */
  public NotLeaderException(String message) {
    super(message);
  }
}
