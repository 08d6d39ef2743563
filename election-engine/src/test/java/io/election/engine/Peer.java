package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
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
    return new Sender("test", Sender.CURRENT_PROTOCOL_VERSION, id, 1000 + id);
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
    return new HeartbeatRequest(sender(), term, round, reachable, handsOver(term).seal());
  }

  VoteResponse grants(long term) {
    return new VoteResponse(sender(), term, true);
  }

  VoteResponse deniesVote(long term) {
    return new VoteResponse(sender(), term, false);
  }

  HeartbeatResponse accepts(long term) {
    return new HeartbeatResponse(sender(), term, true, 1);
  }

  HeartbeatResponse rejects(long term) {
    return rejects(term, 1);
  }

  HeartbeatResponse rejects(long term, int priority) {
    return new HeartbeatResponse(sender(), term, false, priority);
  }

  Refusal refuses(Refusal.Reason reason, String detail) {
    return new Refusal(sender(), reason, detail);
  }

  HeartbeatResponse accepts(long term, int priority) {
    return new HeartbeatResponse(sender(), term, true, priority);
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
