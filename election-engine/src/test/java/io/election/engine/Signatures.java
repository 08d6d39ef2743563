package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.TimeoutNowResponse;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.Set;

/** The same messages from members of a cluster of another size: a {@link Peer} knows no size. */
final class Signatures {

  private Signatures() {}

  static PeerRequest of(Set<Integer> members, PeerRequest request) {
    Sender sender = of(members, request.sender());
    if (request instanceof VoteRequest vote) {
      return new VoteRequest(
          sender, vote.term(), vote.round(), vote.preVote(), vote.transfer(), vote.recipient());
    }
    if (request instanceof HeartbeatRequest heartbeat) {
      return new HeartbeatRequest(
          sender,
          heartbeat.term(),
          heartbeat.round(),
          heartbeat.reachable(),
          heartbeat.transferSeal(),
          heartbeat.promise(),
          heartbeat.recipient());
    }
    TimeoutNowRequest word = (TimeoutNowRequest) request;
    return new TimeoutNowRequest(
        sender, word.term(), word.round(), word.number(), word.recipient());
  }

  static PeerResponse of(Set<Integer> members, PeerResponse response) {
    Sender sender = of(members, response.sender());
    if (response instanceof VoteResponse vote) {
      return new VoteResponse(sender, vote.term(), vote.granted(), vote.promiseLeftNanos());
    }
    if (response instanceof HeartbeatResponse heartbeat) {
      return new HeartbeatResponse(
          sender,
          heartbeat.term(),
          heartbeat.accepted(),
          heartbeat.priority(),
          heartbeat.promisedNanos());
    }
    if (response instanceof TimeoutNowResponse word) {
      return new TimeoutNowResponse(sender, word.term(), word.accepted());
    }
    Refusal refusal = (Refusal) response;
    return new Refusal(sender, refusal.reason(), refusal.detail(), refusal.starts());
  }

  private static Sender of(Set<Integer> members, Sender sender) {
    return new Sender(
        sender.clusterId(),
        sender.protocolVersion(),
        sender.nodeId(),
        sender.incarnation(),
        members);
  }
}
