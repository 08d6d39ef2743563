package io.election.simulator.search;

import java.util.List;

/** What leaves a node. */
sealed interface Departure {

  /**
   * A request.
   *
   * @param round its number among all of this process; once {@link #aged}, its age among those that
   *     are open
   */
  record Asks(int peer, Kind kind, long term, long round) implements Departure {}

  /** An answer to a request of this kind and term. */
  record Answers(int peer, Kind kind, long term, long shownTerm, boolean granted)
      implements Departure {}

  /**
   * The same with the age of its round.
   *
   * @param rounds those that are open, oldest first
   */
  default Departure aged(List<Long> rounds) {
    return this instanceof Asks asks
        ? new Asks(asks.peer(), asks.kind(), asks.term(), rounds.indexOf(asks.round()) + 1)
        : this;
  }
}
