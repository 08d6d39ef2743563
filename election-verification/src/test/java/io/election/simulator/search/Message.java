package io.election.simulator.search;

import org.jspecify.annotations.Nullable;

/** What is in flight, or has been. Seats are numbered from 0. */
sealed interface Message {

  /** How many nodes there are. */
  int SEATS = 3;

  /**
   * A request.
   *
   * @param age which of the sender's open rounds it belongs to, 1 for the oldest; 0 for one that is
   *     over
   */
  record Request(int from, int to, Kind kind, long term, int age) implements Message {}

  /** The answer that the node {@code to} gets to its request of this kind, term and age. */
  record Answer(int from, int to, Kind kind, long term, int age, long shownTerm, boolean granted)
      implements Message {}

  /** Not in flight, but known for ever: this node has sent heartbeats in this term. */
  record Led(int leader, long term) implements Message {}

  /** The node whose round this belongs to. */
  default int owner() {
    if (this instanceof Request request) {
      return request.from();
    }
    if (this instanceof Answer answer) {
      return answer.to();
    }
    return ((Led) this).leader();
  }

  /** What its arrival is to the receiver; null if it is nothing that arrives. */
  default @Nullable Event arrival() {
    if (this instanceof Request request) {
      return new Event.IsAsked(peer(request.from(), request.to()), request.kind(), request.term());
    }
    if (this instanceof Answer answer) {
      return new Event.IsAnswered(
          peer(answer.from(), answer.to()),
          answer.kind(),
          answer.term(),
          answer.age(),
          answer.shownTerm(),
          answer.granted());
    }
    return null;
  }

  /** Where it arrives. */
  default int receiver() {
    if (this instanceof Request request) {
      return request.to();
    }
    return owner();
  }

  /** The same when every node has moved to another seat. */
  default Message moved(int[] seats) {
    if (this instanceof Request request) {
      return new Request(
          seats[request.from()],
          seats[request.to()],
          request.kind(),
          request.term(),
          request.age());
    }
    if (this instanceof Answer answer) {
      return new Answer(
          seats[answer.from()],
          seats[answer.to()],
          answer.kind(),
          answer.term(),
          answer.age(),
          answer.shownTerm(),
          answer.granted());
    }
    return new Led(seats[((Led) this).leader()], ((Led) this).term());
  }

  /** The same in a round that has become older. */
  default Message aged(int[] ages) {
    if (this instanceof Request request) {
      return new Request(
          request.from(), request.to(), request.kind(), request.term(), ages[request.age()]);
    }
    if (this instanceof Answer answer) {
      return new Answer(
          answer.from(),
          answer.to(),
          answer.kind(),
          answer.term(),
          ages[answer.age()],
          answer.shownTerm(),
          answer.granted());
    }
    return this;
  }

  /** The peer at this seat, as the node at that seat calls it. */
  static int peer(int seat, int ofSeat) {
    return SearchedNode.SELF + Math.floorMod(seat - ofSeat, SEATS);
  }

  /** The seat of a peer of the node at that seat. */
  static int seat(int peer, int ofSeat) {
    return (ofSeat + peer - SearchedNode.SELF) % SEATS;
  }
}
