package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.HeartbeatResponse;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PeerResponse;
import io.election.api.transport.TransferToken;
import io.election.api.transport.VoteRequest;
import io.election.api.transport.VoteResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has followed a heartbeat gives no vote within the shortest timeout, and promises none, but to
 * the leader that it followed, and to whom that leader gave its word: the number that it sealed in
 * that heartbeat (rule P3). Who was elected since is free.
 */
public final class PromisesAreKept implements Invariant {

  private final long loyaltyNanos;
  private final Map<Integer, Promise> promises = new HashMap<>();

  private record Promise(HeartbeatRequest followed, long atNanos) {}

  /** An empty memory. */
  public PromisesAreKept(WatchedCluster cluster) {
    loyaltyNanos = cluster.timeoutMin().toNanos();
  }

  /** Who sends heartbeats was elected. */
  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    if (request instanceof HeartbeatRequest) {
      promises.remove(sender.node());
    }
  }

  @Override
  public void responseLeft(Moment sender, PeerRequest request, PeerResponse response) {
    if (request instanceof VoteRequest vote
        && response instanceof VoteResponse answer
        && answer.granted()) {
      requireFree(sender, vote);
    } else if (request instanceof HeartbeatRequest heartbeat
        && response instanceof HeartbeatResponse answer
        && answer.accepted()) {
      promises.put(sender.node(), new Promise(heartbeat, sender.clockNanos()));
    }
  }

  private void requireFree(Moment voter, VoteRequest vote) {
    Promise promise = promises.get(voter.node());
    if (promise != null
        && voter.clockNanos() - promise.atNanos() < loyaltyNanos
        && vote.sender().nodeId() != promise.followed().sender().nodeId()
        && !releases(promise.followed(), vote.transfer())) {
      throw new Violation(
          "P3: node %d grants %s, %d ns after it followed %s"
              .formatted(
                  voter.node(), vote, voter.clockNanos() - promise.atNanos(), promise.followed()));
    }
  }

  private static boolean releases(HeartbeatRequest followed, @Nullable TransferToken word) {
    return word != null
        && word.leaderId() == followed.sender().nodeId()
        && word.term() == followed.term()
        && word.seal() == followed.transferSeal();
  }
}
