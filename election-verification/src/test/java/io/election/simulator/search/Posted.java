package io.election.simulator.search;

import org.jspecify.annotations.Nullable;

/** A message with its number, and what was once found out about it. */
final class Posted {

  final int number;
  final Message message;

  /** The event that its arrival is; null if it is nothing that arrives. */
  final @Nullable Event arrival;

  final int arrivalNumber;

  /** The numbers of the same message in other seatings; empty as long as nobody asked. */
  int[] moved = new int[0];

  /** The answers to this request, as {@link Messages#answer} numbers them. */
  final @Nullable Posted[] answers;

  Posted(int number, Message message, @Nullable Event arrival, int arrivalNumber) {
    this.number = number;
    this.message = message;
    this.arrival = arrival;
    this.arrivalNumber = arrivalNumber;
    this.answers = new @Nullable Posted[message instanceof Message.Request ? 16 : 0];
  }
}
