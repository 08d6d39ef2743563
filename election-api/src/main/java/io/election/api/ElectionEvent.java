package io.election.api;

import java.time.Instant;

/**
 * Something changed about who leads, fired as a CDI event of its own type. All events of a node
 * come in order on one thread, which is not the thread that runs the election: an observer that
 * blocks or throws delays later events, never an election.
 */
public sealed interface ElectionEvent permits LeadershipAcquired, LeadershipLost, LeaderChanged {

  /**
   * The number of this event among those of this node since its process started, from 1, without a
   * gap. A listener that is told the present state first hears the events that led to it again,
   * with the numbers that they had.
   */
  long sequence();

  /** The term in which the change happened, at least 0. */
  long term();

  /** The role of this node after the change. */
  Role role();

  /**
   * When it happened, by this node's wall clock; for people to read, never to decide by (rule M3).
   */
  Instant at();
}
