package io.election.engine;

import io.election.api.HandOverResult;
import io.election.api.LossReason;
import io.election.api.Role;
import io.election.api.store.PersistentState;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an {@link ElectionStateMachine} can want done. The list that a step returns is to
 * be carried out in its order. An effect that depends on a record is in no list before the record's
 * {@link Input.Stored} has come in (rule S2), so a driver needs no rule of its own about
 * durability.
 */
public sealed interface Effect {

  /**
   * Make this state durable, and answer with {@link Input.Stored} or {@link Input.StoreFailed}.
   * There is never more than one unanswered.
   */
  record Store(PersistentState state) implements Effect {}

  /** Send once; an answer comes back as {@link Input.ResponseArrived}, a failure not at all. */
  record Send(int peer, PeerRequest request) implements Effect {}

  /** Answer the {@link Input.RequestArrived} of the same exchange. */
  record Reply(long exchange, PeerResponse response) implements Effect {}

  /** Come back with {@link Input.WakeUp} at this time; replaces the one before. */
  record ScheduleWakeUp(long atNanos) implements Effect {}

  /** This node leads: it has a valid lease for the first time in this term. */
  record LeadershipBegan(long term) implements Effect {}

  /**
   * This node leads no more: whoever acts as the leader has to stop. Alternates with {@link
   * LeadershipBegan}. When leadership is being handed over, the next step of that waits for {@link
   * Input.WorkStopped}, though not for ever (rule H1).
   */
  record LeadershipEnded(long term, LossReason reason) implements Effect {}

  /**
   * This node knows another leader than before.
   *
   * @param leaderId the leader; null if it knows none any more
   * @param term the term this node is in
   * @param role this node's role now
   * @param reason why, in a few words for people
   */
  record LeaderKnown(@Nullable Integer leaderId, long term, Role role, String reason)
      implements Effect {}

  /** Answers the {@link Input.HandOverRequested} of the same number. */
  record HandOverEnded(long request, HandOverResult result) implements Effect {}
}
