package io.election.api.store;

import java.nio.file.Path;
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
    /** The record was written by an earlier version of this software, and is not converted. */
    OLDER_FORMAT,
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

  /** Another store has the directory open. */
  public static StoreException inUse(Path directory) {
    return new StoreException(
        Problem.IN_USE,
        directory
            + " is in use by another process; stop that process or choose another"
            + " election.data-dir");
  }

  /**
   * What is in the file cannot be trusted (rule T4). The way out is the only safe one: whoever
   * comes back without its vote, or with an older one from a backup, could vote a second time.
   *
   * @param finding what is wrong with it, in a few words
   */
  public static StoreException damaged(Path file, String finding, @Nullable Throwable cause) {
    return new StoreException(
        Problem.DAMAGED,
        file
            + " is damaged ("
            + finding
            + "), so this node's vote is lost; do not restore a backup: once all other members"
            + " follow one leader and this node has been stopped for longer than"
            + " election.timeout.max, move its directory away and start it again",
        cause);
  }

  /** The file holds the record of another node. */
  static StoreException foreign(Path file, StoreLocation owner, StoreLocation wanted) {
    return new StoreException(
        Problem.FOREIGN,
        file
            + " belongs to "
            + name(owner)
            + ", not to "
            + name(wanted)
            + "; correct node.id, election.cluster-id or election.data-dir");
  }

  private static String name(StoreLocation node) {
    return "node " + node.nodeId() + " of cluster " + node.clusterId();
  }

  /**
   * The file has a format that this version no longer reads. All nodes begin anew together, since
   * one that came back without its vote could vote a second time.
   *
   * @param found the format it has
   * @param read the format that this version reads
   */
  public static StoreException olderFormat(Path file, String found, String read) {
    return new StoreException(
        Problem.OLDER_FORMAT,
        file
            + " was written by an earlier version of this software (format "
            + found
            + ", this version reads "
            + read
            + "), and this node's record cannot be carried over; stop all nodes of the cluster,"
            + " empty their data directories and start them anew");
  }

  /**
   * The file has a format that this version does not read yet.
   *
   * @param found the format it has
   * @param latestKnown the latest format that this version reads
   */
  public static StoreException newerFormat(Path file, String found, String latestKnown) {
    return new StoreException(
        Problem.NEWER_FORMAT,
        file
            + " was written by a later version of this software (format "
            + found
            + ", this version reads up to "
            + latestKnown
            + "); start that version or a later one");
  }

  /**
   * The storage failed.
   *
   * @param action what could not be done with the file, as in "cannot ..."
   */
  public static StoreException unavailable(Path file, String action, Throwable cause) {
    return new StoreException(
        Problem.UNAVAILABLE,
        file
            + " cannot "
            + action
            + " ("
            + oneLine(cause)
            + "); check that its disk works, has space and may be written",
        cause);
  }

  private static String oneLine(Throwable cause) {
    String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return text.lines().findFirst().orElse(text);
  }
}
