package io.election.api.store;

import org.jspecify.annotations.Nullable;

/**
 * A store could not do what it was asked. The message is one line for the operator: it names the
 * file and the way out.
 */
public class StoreException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** What kind of trouble it is. */
  public enum Problem {
    /** Another process has the data directory open. */
    IN_USE,
    /** The record cannot be read or its checksum is wrong (rule T4). */
    DAMAGED,
    /** The record is of another cluster or node. */
    FOREIGN,
    /** The record was written by a later version of this software. */
    NEWER_FORMAT,
    /** The storage could not be reached, read or written. */
    UNAVAILABLE
  }

  public StoreException(Problem problem, String message) {
    this(problem, message, null);
  }

  public StoreException(Problem problem, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
