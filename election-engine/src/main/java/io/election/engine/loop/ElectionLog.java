package io.election.engine.loop;

import io.election.api.Impediment;
import io.election.api.transport.Member;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Refusal;
import io.election.engine.Effect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the operator reads: one line a change, a repeated cause once (rule E2). Used by the loop's
 * thread alone, but for {@link #refused}, which any may call.
 */
final class ElectionLog {

  private static final Logger LOG = System.getLogger("io.election");

  /** What strangers say of themselves is in the message: there is no end to that. */
  private static final int MOST_REFUSALS_TOLD = 100;

  private final NodeDescription node;
  private final Set<String> toldRefusals = ConcurrentHashMap.newKeySet();
  private @Nullable Impediment impediment;

  ElectionLog(NodeDescription node) {
    this.node = node;
  }

  void leaderKnown(Effect.LeaderKnown change) {
    Integer leader = change.leaderId();
    if (leader == null) {
      info("nobody leads in term %d: %s".formatted(change.term(), change.reason()));
    } else if (leader == node.nodeId()) {
      info("this node leads in term %d: %s".formatted(change.term(), change.reason()));
    } else {
      info(
          "node %d at %s leads in term %d: %s"
              .formatted(leader, node.member(leader).address(), change.term(), change.reason()));
    }
  }

  /** What keeps this node from taking part, and that it does so no more: once each. */
  void impediment(@Nullable Impediment now) {
    if (now != null && (impediment == null || now.kind() != impediment.kind())) {
      LOG.log(Level.ERROR, prefixed(now.inWords()));
    } else if (now == null && impediment != null) {
      info(impediment.kind().whenOver());
    }
    impediment = now;
  }

  /** This node refused somebody. */
  void refused(Refusal refusal) {
    if (refusal.reason() != Refusal.Reason.UNAVAILABLE) {
      once("refused a message: " + refusal.detail());
    }
  }

  /** Somebody refused this node. */
  void refusedBy(Member peer, Refusal refusal) {
    if (refusal.reason() != Refusal.Reason.UNAVAILABLE) {
      once(
          "node %d at %s refuses this node: %s"
              .formatted(peer.id(), peer.address(), refusal.detail()));
    }
  }

  void unanswered(Member peer, PeerRequest request, Throwable failure) {
    LOG.log(
        Level.DEBUG,
        () ->
            prefixed(
                "no answer from node %d to %s: %s"
                    .formatted(peer.id(), request.getClass().getSimpleName(), failure)));
  }

  void broken(Throwable failure) {
    LOG.log(
        Level.ERROR,
        prefixed(
            "the election has stopped by a fault of its own; this node neither votes nor leads until"
                + " it is restarted"),
        failure);
  }

  private void once(String message) {
    if (toldRefusals.size() < MOST_REFUSALS_TOLD && toldRefusals.add(message)) {
      LOG.log(Level.WARNING, prefixed(message));
    }
  }

  private void info(String message) {
    LOG.log(Level.INFO, prefixed(message));
  }

  private String prefixed(String message) {
    // A peer's words are in some messages: they stay on their line.
    return "node " + node.nodeId() + ": " + message.replaceAll("\\p{Cntrl}", " ");
  }
}
