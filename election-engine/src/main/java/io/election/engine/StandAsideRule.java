package io.election.engine;

import io.election.api.LossReason;
import io.election.api.transport.Incarnation;
import io.election.api.transport.Recipient;
import io.election.api.transport.Refusal;
import io.election.api.transport.Refusal.Reason;
import io.election.api.transport.Sender;

/**
 * What a node hears of itself that keeps it from leading: another process goes by its id (rule
 * D11), or a member counts others as members than it does.
 */
final class StandAsideRule {

  private final NodeState node;

  StandAsideRule(NodeState node) {
    this.node = node;
  }

  /** Compares lists with a member of this node's own. */
  void heard(Sender sender) {
    if (sender.clusterId().equals(node.self.clusterId())
        && node.self.understands(sender)
        && node.membership.isPeer(sender.nodeId())) {
      node.memberLists.heard(sender);
      if (node.memberLists.disagreement().isPresent()) {
        standAside(LossReason.LOST_MAJORITY);
      }
    }
  }

  /** A member says which life of this node it has heard of. */
  void told(int peer, Recipient recipient) {
    Incarnation latest = recipient.incarnation();
    if (latest == null) {
      return;
    }
    if (node.self.incarnation().equals(latest)) {
      node.acquaintances.know(peer);
    } else if (latest.directory() != node.self.incarnation().directory()) {
      isElsewhere(
          peer,
          "node %d knows node %d from another data directory".formatted(peer, node.self.nodeId()));
    } else if (node.self.incarnation().isOlderThan(latest)) {
      isOld(latest.starts());
    } else if (node.self.incarnation().isTwinOf(latest)) {
      isTwin();
    }
  }

  /** A member does not listen to this node. */
  void refused(int peer, Refusal refusal) {
    if (refusal.reason() == Reason.OLD_INCARNATION
        && refusal.starts() > node.self.incarnation().starts()) {
      isOld(refusal.starts());
    } else if (refusal.reason() == Reason.DUPLICATE_ID) {
      isTwin();
    } else if (refusal.reason() == Reason.OTHER_DIRECTORY) {
      isElsewhere(peer, refusal.detail());
    }
  }

  /** So the next start counts as the latest, whichever copy of the directory it is on. */
  private void isOld(long starts) {
    node.record.startedAtLeast(starts);
    stop(
        "another process was started as node %d after this one, on this data directory or a copy of it (start %d, this is start %d); if this one is to go on, stop the other and start this one again"
            .formatted(node.self.nodeId(), starts, node.self.incarnation().starts()));
  }

  private void isTwin() {
    stop(
        "two processes run as node %d on copies of one data directory; stop both and start the right one again"
            .formatted(node.self.nodeId()));
  }

  /** Until that member has not heard the other for a while, or for good. */
  private void isElsewhere(int peer, String detail) {
    // Long enough to ask it again, and not for ever: it may be gone.
    long untilNanos = node.now() + 4 * node.timings.timeoutMaxNanos();
    node.acquaintances.refuse(peer, detail, untilNanos);
    standAside(LossReason.LOST_MAJORITY);
  }

  private void stop(String cause) {
    node.stopTakingPart(cause);
    standAside(LossReason.STOPPED);
  }

  private void standAside(LossReason reason) {
    if (node.leading() != null) {
      node.stepDown(reason);
    } else {
      node.giveUpStanding();
    }
  }
}
