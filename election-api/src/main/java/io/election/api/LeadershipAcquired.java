package io.election.api;

import java.time.Instant;

/**
 * This node began to lead: a majority answered its heartbeats and its lease is valid. Strictly
 * alternates with {@link LeadershipLost}.
 *
 * @param leadership the leadership that began; ask it, not this event's age, whether it still holds
 * @param at when, by the wall clock
 */
public record LeadershipAcquired(Leadership leadership, Instant at) implements ElectionEvent {

  @Override
  public long term() {
    return leadership.term();
  }

  @Override
  public Role role() {
    return Role.LEADER;
  }
}
