package io.election.api;

import java.time.Instant;

/**
 * This node began to lead: a majority answered its heartbeats and its lease is valid. Strictly
 * alternates with {@link LeadershipLost}.
 *
 * @param sequence its number among the events of this node, from 1
 * @param leadership the leadership that began; ask it, not this event's age, whether it still holds
 * @param at when, by the wall clock
 */
public record LeadershipAcquired(long sequence, Leadership leadership, Instant at)
    implements ElectionEvent {

  @Override
  public long term() {
    return leadership.term();
  }

  @Override
  public Role role() {
    return Role.LEADER;
  }
}
