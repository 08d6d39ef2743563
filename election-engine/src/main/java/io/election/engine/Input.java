package io.election.engine;

import io.election.api.store.PersistentState;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;

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

  /** The node is shutting down. Requests are refused from here on. */
  record Stop() implements Input {}
}
