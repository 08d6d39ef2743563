package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Until a promise is over that a node has told to a leader, it grants no vote, promises none and
 * does not stand (rules P3, D2, D6): but for the very process that it promised it to, in a later
 * term, and by that leader's word, the number that it sealed in its heartbeats. Who was elected
 * since is free, and a leader of a later term gets a promise of its own.
 */
public final class PromisesAreKept implements Invariant {

  private final Map<Integer, Promise> promises = new HashMap<>();

  /** To whom, and until when on the clock of the node that made it. */
  private record Promise(
      int leader, Incarnation incarnation, long term, long seal, long untilNanos) {

    static Promise to(HeartbeatRequest leader, long untilNanos) {
      return new Promise(
          leader.sender().nodeId(),
          leader.sender().incarnation(),
          leader.term(),
          leader.transferSeal(),
          untilNanos);
    }

    /** A shorter promise to the same leadership takes nothing away (rule D2). */
    static Promise longer(Promise one, Promise other) {
      return one.untilNanos() > other.untilNanos() ? one : other;
    }

    boolean isOfOneLeadershipWith(Promise other) {
      return to(other.untilNanos()).equals(other);
    }

    private Promise to(long nanos) {
      return new Promise(leader, incarnation, term, seal, nanos);
    }

    boolean isAskedByItsLeader(VoteRequest vote) {
      return vote.sender().nodeId() == leader
          && vote.sender().incarnation().equals(incarnation)
          && vote.term() > term;
    }

    boolean isReleasedBy(@Nullable TransferToken word) {
      return word != null
          && word.leaderId() == leader
          && word.term() == term
          && word.seal() == seal;
    }
  }

  /** Who sends heartbeats was elected. */
  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest) {
      promises.remove(sender.node());
    } else if (request instanceof VoteRequest vote && !vote.isGreeting()) {
      Promise promise = promises.get(sender.node());
      if (promise != null
          && sender.clockNanos() < promise.untilNanos()
          && !promise.isReleasedBy(vote.transfer())) {
        throw new Violation(
            "D6: node %d asks for %s, %d ns before the end of its %s"
                .formatted(
                    sender.node(), vote, promise.untilNanos() - sender.clockNanos(), promise));
      }
    }
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    if (request instanceof VoteRequest vote
        && response instanceof VoteResponse answer
        && answer.granted()) {
      voted(sender, vote);
    } else if (request instanceof HeartbeatRequest heartbeat
        && response instanceof HeartbeatResponse answer
        && answer.accepted()) {
      long untilNanos = sender.clockNanos() + answer.promisedNanos();
      promises.merge(
          sender.node(),
          Promise.to(heartbeat, untilNanos),
          (before, next) ->
              before.isOfOneLeadershipWith(next) ? Promise.longer(before, next) : next);
    }
  }

  /** The leader's word ends its lease, whoever brings it. */
  @Override
  public void requestReached(Moment recipient, PeerRequest request) {
    TransferToken word = null;
    if (request instanceof TimeoutNowRequest told) {
      word = told.token();
    } else if (request instanceof VoteRequest vote && !vote.preVote()) {
      word = vote.transfer();
    }
    Promise promise = promises.get(recipient.node());
    if (promise != null && promise.isReleasedBy(word)) {
      promises.remove(recipient.node());
    }
  }

  private void voted(Moment voter, VoteRequest vote) {
    Promise promise = promises.get(voter.node());
    if (promise == null) {
      return;
    }
    if (voter.clockNanos() < promise.untilNanos()
        && !promise.isAskedByItsLeader(vote)
        && !promise.isReleasedBy(vote.transfer())) {
      throw new Violation(
          "P3: node %d grants %s, %d ns before the end of its %s"
              .formatted(voter.node(), vote, promise.untilNanos() - voter.clockNanos(), promise));
    }
  }
}
