package io.election.engine;

import io.election.api.store.Vote;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Refusal;
import java.util.Optional;

/**
 * A peer has heard this node in a later term than this node remembers: its record was restored from
 * an old copy, or is lost. It may have voted in any term up to that one, and may have promised
 * something a moment ago (rules T3, D10).
 */
final class ForgottenTermRule {

  private final NodeState node;
  private final TermRule termRule;

  ForgottenTermRule(NodeState node, TermRule termRule) {
    this.node = node;
    this.termRule = termRule;
  }

  /**
   * Moves to the forgotten term, as one in which this node has no vote left to give (the leader of
   * that term has it, or nobody else), is quiet, and does nothing else that is asked of it: not
   * before it has caught up.
   *
   * @return why the request is not considered; empty if nothing was forgotten
   */
  Optional<Refusal> catchUp(PeerRequest request) {
    long remembered = node.record.term();
    long held = request.recipient().term();
    if (held <= remembered) {
      return Optional.empty();
    }
    int peer = request.sender().nodeId();
    termRule.moveTo(held, peer);
    boolean leaderTells = request instanceof HeartbeatRequest && request.term() == held;
    node.record.voteFor(
        leaderTells ? new Vote(peer, request.sender().incarnation()) : node.ownVote());
    node.promise.keepQuietUntil(node.now() + node.timings.timeoutMinNanos());
    return Optional.of(
        new Refusal(
            node.self,
            Refusal.Reason.FORGOTTEN_TERM,
            "node %d remembers term %d, but node %d has heard it in term %d: its data directory is lost or an old copy; it gives no vote up to that term"
                .formatted(node.self.nodeId(), remembered, peer, held)));
  }
}
