package io.election.api.transport;

/**
 * One life of a member: on which data directory, its how-manieth start there, and which of several
 * processes if copies of one directory were started equally often (rule D11). Votes, promises and
 * answers are given to an incarnation and by one.
 *
 * @param directory a random number that the data directory got when it was made
 * @param starts how often a node was started on it, this time included, at least 1; raised and
 *     synced before a process says its first word
 * @param nonce a random number that the process drew at its start
 */
public record Incarnation(long directory, long starts, long nonce) {

  /**
   * @throws IllegalArgumentException if it was never started
   */
  public Incarnation {
    if (starts < 1) {
      throw new IllegalArgumentException("starts must be at least 1: " + starts);
    }
  }

  /** Whether another process was started after this one on the same directory, or a copy of it. */
  public boolean isOlderThan(Incarnation other) {
    return directory == other.directory && starts < other.starts;
  }

  /** Whether these are two processes on copies of one directory, neither older than the other. */
  public boolean isTwinOf(Incarnation other) {
    return directory == other.directory && starts == other.starts && nonce != other.nonce;
  }
}
