package io.election.api.transport;

/**
 * The request was not considered at all and changed nothing: not a term, not a vote, not a timer
 * (rule T6). The one exception is {@link Reason#FORGOTTEN_TERM}, by which the refusing node catches
 * up with its own past.
 *
 * @param sender who refuses
 * @param reason why
 * @param detail the same in one line for people
 * @param starts with {@link Reason#OLD_INCARNATION}, how often a node was started on the sender's
 *     directory; else 0
 */
public record Refusal(Sender sender, Reason reason, String detail, long starts)
    implements PeerResponse {

  /**
   * @throws IllegalArgumentException if {@code starts} is negative
   */
  public Refusal {
    if (starts < 0) {
      throw new IllegalArgumentException("starts must not be negative: " + starts);
    }
  }

  /** A refusal that has nothing to do with how often anybody was started. */
  public Refusal(Sender sender, Reason reason, String detail) {
    this(sender, reason, detail, 0);
  }

  /** Why a request is not considered. */
  public enum Reason {
    /** It comes from another cluster. */
    OTHER_CLUSTER,
    /** Its protocol version is not spoken here. */
    UNKNOWN_PROTOCOL,
    /** Its sender is not a member, or claims to be the node that it asks. */
    NOT_A_MEMBER,
    /** It does not prove that a member sent it, see {@link PeerSecurity}. */
    NOT_AUTHENTICATED,
    /** Another member sent it than the one it names. */
    IMPERSONATION,
    /** It came before, or was signed at a time at which nobody can tell whether it did. */
    REPLAYED,
    /**
     * Two processes were started on copies of the sender's directory, and nobody can tell which is
     * the right one: both stop (rule D11).
     */
    DUPLICATE_ID,
    /**
     * Another process was started after the sender on its directory or a copy of it: the sender
     * stops (rule D11). {@link Refusal#starts()} says how often.
     */
    OLD_INCARNATION,
    /** A process on another directory goes by the sender's id and was heard just now. */
    OTHER_DIRECTORY,
    /** The sender counts others as members than the refusing node does. */
    OTHER_MEMBERS,
    /** Its term is further ahead than any cluster could have come (rule T8). */
    TERM_TOO_FAR,
    /** The refusing node has just learned that its record is older than what it has promised. */
    FORGOTTEN_TERM,
    /** This node has too much to do, or is stopping. */
    UNAVAILABLE
  }
}
