package io.election.simulator.invariant;

import io.election.api.Role;
import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import io.election.engine.Effect;
import io.election.engine.Input;
import io.election.engine.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has followed a heartbeat gives no vote within the shortest timeout, and promises none, but to
 * the leader that it followed, and to whom that leader gave its word: the number that it sealed in
 * that heartbeat (rule P3). Who was elected since is free.
 */
public final class PromisesAreKept implements Invariant {

  private final long loyaltyNanos;
  private final Map<Integer, Voter> voters = new HashMap<>();

  /** One process and whom it followed last. */
  private static final class Voter {
    private final Map<Long, PeerRequest> asked = new HashMap<>();
    private @Nullable HeartbeatRequest followed;
    private long followedAtNanos;
  }

  /** An empty memory. */
  public PromisesAreKept(WatchedCluster cluster) {
    loyaltyNanos = cluster.timings().timeoutMin().toNanos();
  }

  @Override
  public void started(int node) {
    voters.remove(node);
  }

  @Override
  public void stepped(
      int node, long nowNanos, View before, Input input, View after, List<Effect> effects) {
    Voter voter = voters.computeIfAbsent(node, id -> new Voter());
    if (input instanceof Input.RequestArrived arrived) {
      voter.asked.put(arrived.exchange(), arrived.request());
    }
    if (after.role() == Role.LEADER) {
      voter.followed = null;
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Reply reply) {
        PeerRequest request = voter.asked.remove(reply.exchange());
        if (request instanceof VoteRequest vote
            && reply.response() instanceof VoteResponse response
            && response.granted()) {
          requireFree(node, voter, vote, nowNanos);
        } else if (request instanceof HeartbeatRequest heartbeat
            && reply.response() instanceof HeartbeatResponse response
            && response.accepted()) {
          voter.followed = heartbeat;
          voter.followedAtNanos = nowNanos;
        }
      }
    }
  }

  private void requireFree(int node, Voter voter, VoteRequest vote, long nowNanos) {
    HeartbeatRequest followed = voter.followed;
    if (followed != null
        && nowNanos - voter.followedAtNanos < loyaltyNanos
        && vote.sender().nodeId() != followed.sender().nodeId()
        && !releases(followed, vote.transfer())) {
      throw new Violation(
          "P3: node %d grants %s, %d ns after it followed %s"
              .formatted(node, vote, nowNanos - voter.followedAtNanos, followed));
    }
  }

  private static boolean releases(HeartbeatRequest followed, @Nullable TransferToken word) {
    return word != null
        && word.leaderId() == followed.sender().nodeId()
        && word.term() == followed.term()
        && word.seal() == followed.transferSeal();
  }
}
