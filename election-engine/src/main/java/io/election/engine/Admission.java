package io.election.engine;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import java.util.Optional;

/**
 * Who is listened to at all (rule T6). What is refused here has touched nothing: not a term, not a
 * vote, not a timer.
 */
final class Admission {

  private final NodeState node;

  Admission(NodeState node) {
    this.node = node;
  }

  /** Why a request must not be considered; empty if it may be. */
  Optional<Refusal> refuse(PeerRequest request) {
    long holdsNanos =
        request instanceof HeartbeatRequest heartbeat
            ? heartbeat.promise().lengthNanos()
            : node.timings.timeoutMinNanos();
    // T8: what it says of this node's own record counts as its word, too.
    long term = Math.max(request.term(), request.recipient().term());
    return refuse(request.sender(), term, holdsNanos);
  }

  /** Whether an answer really comes from the member that was asked, and may be considered. */
  boolean admits(int askedPeer, PeerResponse response, long term) {
    return response.sender().nodeId() == askedPeer
        && refuse(response.sender(), term, node.timings.timeoutMinNanos()).isEmpty();
  }

  private Optional<Refusal> refuse(Sender sender, long term, long holdsNanos) {
    Sender self = node.self;
    if (!sender.clusterId().equals(self.clusterId())) {
      return refusal(
          Reason.OTHER_CLUSTER,
          "node %d belongs to cluster '%s', you to '%s'"
              .formatted(self.nodeId(), self.clusterId(), sender.clusterId()));
    }
    if (!self.understands(sender)) {
      return refusal(
          Reason.UNKNOWN_PROTOCOL,
          "node %d speaks protocol version %d and the one before, you %d"
              .formatted(self.nodeId(), self.protocolVersion(), sender.protocolVersion()));
    }
    if (sender.nodeId() == self.nodeId()) {
      return refusal(
          Reason.NOT_A_MEMBER, "node %d is me; give each node its own id".formatted(self.nodeId()));
    }
    if (!node.membership.isPeer(sender.nodeId())) {
      return refusal(
          Reason.NOT_A_MEMBER,
          "node %d is not among the members that node %d knows"
              .formatted(sender.nodeId(), self.nodeId()));
    }
    if (node.memberLists.differs(sender)) {
      return refusal(Reason.OTHER_MEMBERS, node.memberLists.difference(sender));
    }
    if (node.terms.isTooFar(sender.nodeId(), term, node.record.term())) {
      return refusal(
          Reason.TERM_TOO_FAR,
          "term %d of node %d is further ahead of term %d than any cluster could have come"
              .formatted(term, sender.nodeId(), node.record.term()));
    }
    return node.processes.hear(sender, holdsNanos, node.now());
  }

  private Optional<Refusal> refusal(Reason reason, String detail) {
    return Optional.of(new Refusal(node.self, reason, detail));
  }
}
