package io.election.simulator.invariant;

import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself when it is asked. It was true at some instant between the question and
 * the answer.
 *
 * @param node who was asked
 * @param incarnation which of its processes; {@link #UNKNOWN} if nobody saw
 * @param invokedAtNanos when it was asked, on one clock for all nodes
 * @param returnedAtNanos when the answer was there
 * @param term the term that it is in
 * @param votedFor whom it voted for in that term; null if nobody
 * @param leaderId whom it takes for the leader; null if nobody
 * @param isLeader whether it says that it leads
 */
public record Answer(
    int node,
    long incarnation,
    long invokedAtNanos,
    long returnedAtNanos,
    long term,
    @Nullable Integer votedFor,
    @Nullable Integer leaderId,
    boolean isLeader) {

  /** Some process of a node. */
  public static final long UNKNOWN = 0;

  /** The answer of a node of which only one process is asked at a time. */
  public Answer(
      int node,
      long invokedAtNanos,
      long returnedAtNanos,
      long term,
      @Nullable Integer votedFor,
      @Nullable Integer leaderId,
      boolean isLeader) {
    this(node, UNKNOWN, invokedAtNanos, returnedAtNanos, term, votedFor, leaderId, isLeader);
  }
}
