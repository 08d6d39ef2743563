package io.election.engine;

import io.election.api.store.Vote;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.Set;

/** A member of the test cluster, and all that it can say. */
record Peer(int id) {

  /** By which every leader hands over. */
  static final long TRANSFER_NUMBER = 42;

  /** The node under test. */
  static final Peer SELF = new Peer(1);

  static final Peer NODE_2 = new Peer(2);
  static final Peer NODE_3 = new Peer(3);
  static final Peer NODE_4 = new Peer(4);
  static final Peer NODE_5 = new Peer(5);

  Sender sender() {
    return sender(1, 1000 + id);
  }

  /** Another process that claims to be this member, on the same data directory. */
  Sender sender(long starts, long nonce) {
    return new Sender(
        "test",
        Sender.CURRENT_PROTOCOL_VERSION,
        id,
        new Incarnation(100 + id, starts, nonce),
        Node.THREE);
  }

  /** This member's process as a vote has it. */
  Vote vote() {
    return new Vote(id, sender().incarnation());
  }

  VoteRequest asksForPreVote(long term) {
    return asksForPreVote(term, 1);
  }

  VoteRequest asksForPreVote(long term, long round) {
    return new VoteRequest(sender(), term, round, true);
  }

  VoteRequest asksForVote(long term) {
    return asksForVote(term, 1);
  }

  VoteRequest asksForVote(long term, long round) {
    return new VoteRequest(sender(), term, round, false);
  }

  HeartbeatRequest heartbeat(long term) {
    return heartbeat(term, 1, Set.of());
  }

  HeartbeatRequest heartbeat(long term, long round, Set<Integer> reachable) {
    return heartbeat(term, round, reachable, Node.ASKED);
  }

  HeartbeatRequest heartbeat(
      long term, long round, Set<Integer> reachable, PromiseRequest promise) {
    return new HeartbeatRequest(sender(), term, round, reachable, handsOver(term).seal(), promise);
  }

  VoteResponse grants(long term) {
    return new VoteResponse(sender(), term, true, 0);
  }

  VoteResponse deniesVote(long term) {
    return deniesVote(term, 0);
  }

  /** Since a promise still runs for so many milliseconds. */
  VoteResponse deniesVote(long term, long promiseLeft) {
    return new VoteResponse(sender(), term, false, Node.nanos(promiseLeft));
  }

  HeartbeatResponse accepts(long term) {
    return accepts(term, 1);
  }

  HeartbeatResponse rejects(long term) {
    return rejects(term, 1);
  }

  HeartbeatResponse rejects(long term, int priority) {
    return new HeartbeatResponse(sender(), term, false, priority, 0);
  }

  Refusal refuses(Refusal.Reason reason, String detail) {
    return new Refusal(sender(), reason, detail);
  }

  HeartbeatResponse accepts(long term, int priority) {
    return promises(term, priority, 500);
  }

  /** Accepts a heartbeat and promises so many milliseconds. */
  HeartbeatResponse promises(long term, int priority, long length) {
    return new HeartbeatResponse(sender(), term, true, priority, Node.nanos(length));
  }

  TransferToken handsOver(long term) {
    return new TransferToken(id, term, TRANSFER_NUMBER);
  }

  TimeoutNowRequest tellsToStand(long term, long round) {
    return new TimeoutNowRequest(sender(), term, round, TRANSFER_NUMBER);
  }

  TimeoutNowResponse stands(long term) {
    return new TimeoutNowResponse(sender(), term, true);
  }

  TimeoutNowResponse doesNotStand(long term) {
    return new TimeoutNowResponse(sender(), term, false);
  }

  VoteRequest asksForVote(long term, long round, TransferToken transfer) {
    return new VoteRequest(sender(), term, round, false, transfer);
  }
}
