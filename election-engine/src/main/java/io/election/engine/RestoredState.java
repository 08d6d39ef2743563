package io.election.engine;

import io.election.api.store.PersistentState;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Sender;
import java.util.Set;

/**
 * What a node starts with.
 *
 * @param state its record, in which this start is counted. The caller syncs it before the node says
 *     its first word (rule D11)
 * @param quietNanos for how long the node helps nobody to lead, since it may have promised that
 *     (rules D8, D10)
 */
public record RestoredState(PersistentState state, long quietNanos) {

  /**
   * A node without a record: it is new, or has lost its memory, and cannot tell (rule D10).
   *
   * @param directory a random number for its data directory
   * @param members whom it counts as members
   */
  public static RestoredState first(long directory, Set<Integer> members, Timings timings) {
    return new RestoredState(
        readyToPromise(PersistentState.firstStart(directory, members), timings),
        timings.timeoutMinNanos());
  }

  /** A node that has a record. */
  public static RestoredState again(PersistentState remembered, Timings timings) {
    long promisedNanos = remembered.promiseCapMillis() * 1_000_000;
    return new RestoredState(
        readyToPromise(remembered.nextStart(), timings),
        Math.max(promisedNanos, timings.timeoutMinNanos()));
  }

  /**
   * The record is written anyway, so it may cover what members of the same timings will ask for:
   * then the first heartbeat waits for no write of its own (rule D3).
   */
  private static PersistentState readyToPromise(PersistentState state, Timings timings) {
    long usual = PromiseCap.millisFor(timings.promisedNanos(timings.askedNanos()));
    return state.withPromiseCap(Math.max(usual, state.promiseCapMillis()));
  }

  /**
   * How the process that starts with this signs its messages.
   *
   * @param nonce a random number of this process's own
   */
  public Sender sender(String clusterId, int nodeId, long nonce) {
    return new Sender(
        clusterId,
        Sender.CURRENT_PROTOCOL_VERSION,
        nodeId,
        new Incarnation(state.directory(), state.starts(), nonce),
        state.members());
  }
}
