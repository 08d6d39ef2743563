package io.election.simulator.search;

/**
 * What can happen to one node. Peers are known by where they sit at the round table: {@link
 * SearchedNode#NEXT} or {@link SearchedNode#PREVIOUS}.
 */
sealed interface Event {

  /** Half a timeout passes. */
  record TimePasses() implements Event {}

  /** The node looks at its clock. */
  record WakesUp() implements Event {}

  /** The write under way is on disk, and the node hears so. */
  record WriteEnds() implements Event {}

  /**
   * The process crashes and another starts on the same disk, at once: a process that is down for a
   * while does nothing that a slow one does not.
   *
   * @param written whether the write under way, if any, is on disk all the same
   */
  record Restarts(boolean written) implements Event {}

  /** A request arrives. Its round is none of the receiver's business. */
  record IsAsked(int peer, Kind kind, long term) implements Event {}

  /**
   * An answer arrives.
   *
   * @param age which of the rounds that are still open was answered, 1 for the oldest; 0 for a
   *     round that is over
   * @param shownTerm the term that the peer shows
   */
  record IsAnswered(int peer, Kind kind, long term, int age, long shownTerm, boolean granted)
      implements Event {}

  /** The same with the two peers in each other's seat. */
  default Event mirrored() {
    if (this instanceof IsAsked asked) {
      return new IsAsked(SearchedNode.opposite(asked.peer()), asked.kind(), asked.term());
    }
    if (this instanceof IsAnswered answered) {
      return new IsAnswered(
          SearchedNode.opposite(answered.peer()),
          answered.kind(),
          answered.term(),
          answered.age(),
          answered.shownTerm(),
          answered.granted());
    }
    return this;
  }
}
