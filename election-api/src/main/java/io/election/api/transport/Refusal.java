package io.election.api.transport;

/**
 * The request was not considered at all and changed nothing: not a term, not a vote, not a timer
 * (rule T6). The one exception is {@link Reason#FORGOTTEN_TERM}, by which the refusing node catches
 * up with its own past.
 *
 * @param sender who refuses
 * @param reason why
 * @param detail the same in one line for people
 */
public record Refusal(Sender sender, Reason reason, String detail) implements PeerResponse {

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
    /** Another process that claims the sender's id is heard these days. */
    DUPLICATE_ID,
    /** The refusing node has just learned that its record is older than what it has promised. */
    FORGOTTEN_TERM,
    /** This node has too much to do, or is stopping. */
    UNAVAILABLE
  }
}
