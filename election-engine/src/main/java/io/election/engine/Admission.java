package io.election.engine;

import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is listened to at all (rule T6). What is refused here has touched nothing: not a term, not a
 * vote, not a timer.
 */
final class Admission {

  private final Sender self;
  private final Membership membership;
  private final long claimLastsNanos;
  private final Map<Integer, Claim> claimsByMember = new HashMap<>();

  /** Which process was last heard under an id, and when. */
  private record Claim(long incarnation, long heardAtNanos) {}

  Admission(Sender self, Membership membership, Timings timings) {
    this.self = self;
    this.membership = membership;
    this.claimLastsNanos = 2 * timings.heartbeatNanos();
  }

  /** Why a request of this sender must not be considered; empty if it may be. */
  Optional<Refusal> refuse(Sender sender, long nowNanos) {
    if (!sender.clusterId().equals(self.clusterId())) {
      return refusal(
          Reason.OTHER_CLUSTER,
          "node %d belongs to cluster '%s', you to '%s'"
              .formatted(self.nodeId(), self.clusterId(), sender.clusterId()));
    }
    if (!speaks(sender.protocolVersion())) {
      return refusal(
          Reason.UNKNOWN_PROTOCOL,
          "node %d speaks protocol version %d and the one before, you %d"
              .formatted(self.nodeId(), self.protocolVersion(), sender.protocolVersion()));
    }
    if (sender.nodeId() == self.nodeId()) {
      return refusal(
          Reason.NOT_A_MEMBER, "node %d is me; give each node its own id".formatted(self.nodeId()));
    }
    if (!membership.isPeer(sender.nodeId())) {
      return refusal(
          Reason.NOT_A_MEMBER,
          "node %d is not among the members that node %d knows"
              .formatted(sender.nodeId(), self.nodeId()));
    }
    if (isHeldByAnother(sender, nowNanos)) {
      return refusal(
          Reason.DUPLICATE_ID,
          "another process was just heard as node %d; give each node its own id"
              .formatted(sender.nodeId()));
    }
    return Optional.empty();
  }

  /** Whether an answer really comes from the member that was asked. */
  boolean admitsAnswer(int askedPeer, Sender sender, long nowNanos) {
    return sender.nodeId() == askedPeer && refuse(sender, nowNanos).isEmpty();
  }

  private boolean speaks(int version) {
    return version == self.protocolVersion() || version == self.protocolVersion() - 1;
  }

  /**
   * A process holds its id as long as it is heard. Another one with the same id is a restart if the
   * first has fallen silent, and a twin if it has not.
   */
  private boolean isHeldByAnother(Sender sender, long nowNanos) {
    Claim claim = claimsByMember.get(sender.nodeId());
    if (claim != null
        && claim.incarnation() != sender.incarnation()
        && nowNanos - claim.heardAtNanos() < claimLastsNanos) {
      return true;
    }
    claimsByMember.put(sender.nodeId(), new Claim(sender.incarnation(), nowNanos));
    return false;
  }

  private Optional<Refusal> refusal(Reason reason, String detail) {
    return Optional.of(new Refusal(self, reason, detail));
  }
}
