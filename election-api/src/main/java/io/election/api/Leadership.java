package io.election.api;

import java.time.Duration;

/**
 * One leadership of this node: it begins when a majority first answers its heartbeats and ends, for
 * good, with its lease. Leading again is a new leadership with a higher term. Safe for use by any
 * thread.
 */
public interface Leadership {

  /**
   * The fencing token. No two nodes ever lead in one term, and a later leadership always has a
   * higher term, so a resource that remembers the highest term it has seen can refuse whoever comes
   * with a lower one.
   *
   * @return the term of this leadership, at least 1
   */
  long term();

  /**
   * How long this leadership is still good for if nothing renews it, read from the clock at each
   * call.
   *
   * @return the rest of the lease; zero when this leadership has ended, never negative
   */
  Duration remaining();
}
