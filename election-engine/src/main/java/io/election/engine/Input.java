package io.election.engine;

import io.election.api.LossReason;
import io.election.api.store.PersistentState;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to an {@link ElectionStateMachine}. */
public sealed interface Input {

  /**
   * The time of the last {@link Effect.ScheduleWakeUp} has come. Coming early or twice does no
   * harm.
   */
  record WakeUp() implements Input {}

  /**
   * A node asks this one. Answered by exactly one {@link Effect.Reply}, at once or in a later step.
   *
   * @param exchange a number of the driver's choice that the reply will carry
   */
  record RequestArrived(long exchange, PeerRequest request) implements Input {}

  /**
   * A peer answered.
   *
   * @param peer the member that was asked
   * @param request what it was asked, as it stood in {@link Effect.Send}
   * @param response what it said
   */
  record ResponseArrived(int peer, PeerRequest request, PeerResponse response) implements Input {}

  /** The state of the last {@link Effect.Store} is on disk and synced. */
  record Stored(PersistentState state) implements Input {}

  /**
   * It is not certain that the state of the last {@link Effect.Store} is on disk.
   *
   * @param cause what the store said
   */
  record StoreFailed(PersistentState state, String cause) implements Input {}

  /**
   * Somebody wants this node to hand its leadership over. Answered by exactly one {@link
   * Effect.HandOverEnded}, at once or in a later step.
   *
   * @param request a number of the driver's choice that the answer will carry
   * @param target who is to lead; null for whoever suits best (rule H2)
   * @param reason what is told as the reason of the loss
   */
  record HandOverRequested(long request, @Nullable Integer target, LossReason reason)
      implements Input {}

  /**
   * Nobody on this node acts as the leader of this term any more, since {@link
   * Effect.LeadershipEnded} was carried out (rule H1).
   */
  record WorkStopped(long term) implements Input {}

  /**
   * Somebody was told that the lease of this term is over before this node could show that it goes
   * on: so it does not (rule D12).
   */
  record LeaseSeenOver(long term) implements Input {}

  /** This node is not to stand for election. */
  record Pause() implements Input {}

  /** This node may stand for election again. */
  record Resume() implements Input {}

  /** The node is shutting down. Requests are refused from here on. */
  record Stop() implements Input {}
}
