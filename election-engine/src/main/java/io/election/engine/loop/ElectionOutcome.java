package io.election.engine.loop;

/** What came of an election, for the node that stood in it. */
public enum ElectionOutcome {
  /** A majority voted for it. */
  WON,
  /** It gave up: another leads or is in a higher term, its store failed, or it is stopping. */
  LOST,
  /** Nobody was elected in time: the votes were split, or no majority answered. */
  TIMED_OUT
}
