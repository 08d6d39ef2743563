package io.election.simulator.search;

/**
 * Where the search ends. A bound cuts states off; it hides no violation within.
 *
 * <p>Beside these, always: a cluster of three that starts with empty disks; clocks of one rate
 * (what drift does is for the simulator); no store that fails, and none whose write is still under
 * way when half a timeout has passed (rule T5 is for the simulator); all processes of a node sign
 * alike, so no restarted node is taken for a twin; nobody is told to hand over or to stop. A
 * heartbeat that would only wait for the disk comes when the write has ended, for that is when it
 * is taken in.
 *
 * @param terms no node goes to a higher term than this, nor asks for one
 * @param crashes how many processes end, all nodes together
 * @param states how many states are looked at before the search gives up, incomplete
 */
record Bounds(long terms, int crashes, long states) {

  /** Complete in less than a minute. */
  static final Bounds DEFAULT = new Bounds(2, 1, 5_000_000);

  String inWords() {
    return ("3 nodes, terms up to %d, %d crash with restart, pre-vote on, equal clocks in steps of half a"
            + " timeout, every message lost, delayed, doubled and reordered, no store failing or slower"
            + " than half a timeout, no one told to hand over or to stop")
        .formatted(terms, crashes);
  }

  /** Whether this leads out of the bounds. */
  boolean cutOff(Transition transition) {
    if (transition.next().term > terms) {
      return true;
    }
    for (Departure departure : transition.departures()) {
      if (departure instanceof Departure.Asks asks && asks.term() > terms) {
        return true;
      }
    }
    return false;
  }
}
