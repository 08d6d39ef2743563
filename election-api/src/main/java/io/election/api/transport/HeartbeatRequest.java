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
 * @param promise what the leader asks its follower to promise
 * @param recipient see {@link PeerRequest#recipient}
 */
public record HeartbeatRequest(
    Sender sender,
    long term,
    long round,
    Set<Integer> reachable,
    long transferSeal,
    PromiseRequest promise,
    Recipient recipient)
    implements PeerRequest {

  /**
   * @throws IllegalArgumentException if a value is out of bounds
   */
  public HeartbeatRequest {
    PeerRequest.check(term, round);
    reachable = Set.copyOf(reachable);
  }

  /** A heartbeat to whoever it is. */
  public HeartbeatRequest(
      Sender sender,
      long term,
      long round,
      Set<Integer> reachable,
      long transferSeal,
      PromiseRequest promise) {
    this(sender, term, round, reachable, transferSeal, promise, Recipient.UNKNOWN);
  }

  @Override
  public HeartbeatRequest to(Recipient known) {
    return new HeartbeatRequest(sender, term, round, reachable, transferSeal, promise, known);
  }
}
