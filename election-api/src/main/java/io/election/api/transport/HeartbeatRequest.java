package io.election.api.transport;

import java.util.Set;

/**
 * AppendEntries without entries: the leader's heartbeat (Raft §5.2).
 *
 * @param sender the leader
 * @param term its term
 * @param round the round of heartbeats
 * @param reachable the members that the leader has heard within the longest election timeout, for
 *     people to look at on any node; decides nothing
 * @param transferSeal the {@linkplain TransferToken#seal() seal} of the number by which this leader
 *     would hand over
 * @param recipientTerm see {@link PeerRequest#recipientTerm}
 */
public record HeartbeatRequest(
    Sender sender,
    long term,
    long round,
    Set<Integer> reachable,
    long transferSeal,
    long recipientTerm)
    implements PeerRequest {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public HeartbeatRequest {
    PeerRequest.check(term, round, recipientTerm);
    reachable = Set.copyOf(reachable);
  }

  /** A heartbeat to whoever it is. */
  public HeartbeatRequest(
      Sender sender, long term, long round, Set<Integer> reachable, long transferSeal) {
    this(sender, term, round, reachable, transferSeal, 0);
  }

  @Override
  public HeartbeatRequest withRecipientTerm(long heldTerm) {
    return new HeartbeatRequest(sender, term, round, reachable, transferSeal, heldTerm);
  }
}
