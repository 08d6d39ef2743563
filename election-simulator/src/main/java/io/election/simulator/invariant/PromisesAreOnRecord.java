package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;

/**
 * What a node comes back with after a crash at any instant says how long it has to be quiet, and
 * how often it was started: no word is said, and no promise made, asked for or still running, also
 * one of an earlier process, that is not covered by what is on its disk (rules D3, D8, D11).
 */
public final class PromisesAreOnRecord implements Invariant {

  private long promisedSeal;
  private long promisedUntilNanos = Long.MIN_VALUE;

  @Override
  public Subject subject() {
    return Subject.RECORD;
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest heartbeat) {
      // Who leads was elected: what it promised is over.
      promisedUntilNanos = Long.MIN_VALUE;
      requireCap(sender, "asks for", heartbeat.promise().lengthNanos());
    }
    requireCovered(sender, request.sender());
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    requireCovered(sender, response.sender());
    if (request instanceof HeartbeatRequest heartbeat
        && response instanceof HeartbeatResponse answer
        && answer.accepted()) {
      requireCap(sender, "makes", answer.promisedNanos());
      promised(heartbeat.transferSeal(), sender.clockNanos() + answer.promisedNanos());
    }
  }

  /** Each leadership has a seal of its own; the next one takes its place (rule D2). */
  private void promised(long seal, long untilNanos) {
    boolean isOfThatLeader = seal == promisedSeal;
    promisedUntilNanos = isOfThatLeader ? Math.max(promisedUntilNanos, untilNanos) : untilNanos;
    promisedSeal = seal;
  }

  /** The leader's word ends it. */
  @Override
  public void requestReached(Moment recipient, PeerRequest request) {
    TransferToken word = null;
    if (request instanceof TimeoutNowRequest told) {
      word = told.token();
    } else if (request instanceof VoteRequest vote) {
      word = vote.transfer();
    }
    if (word != null && word.seal() == promisedSeal) {
      promisedUntilNanos = Long.MIN_VALUE;
    }
  }

  private void requireCovered(Moment node, Sender signature) {
    if (node.onDisk().starts() < signature.incarnation().starts()) {
      throw new Violation(
          "D11: node %d speaks as start %d with %s on its disk"
              .formatted(node.node(), signature.incarnation().starts(), node.onDisk()));
    }
    if (node.clockNanos() < promisedUntilNanos) {
      requireCap(node, "is bound by", promisedUntilNanos - node.clockNanos());
    }
  }

  private static void requireCap(Moment node, String what, long lengthNanos) {
    if (node.onDisk().promiseCapMillis() * 1_000_000 < lengthNanos) {
      throw new Violation(
          "D3: node %d %s a promise of %d ns with %s on its disk"
              .formatted(node.node(), what, lengthNanos, node.onDisk()));
    }
  }
}
