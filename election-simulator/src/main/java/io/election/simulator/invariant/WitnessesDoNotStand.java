package io.election.simulator.invariant;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.VoteRequest;
import java.util.HashSet;
import java.util.Set;

/**
 * A witness, which has priority 0, asks for no vote and never leads; a node that is paused asks for
 * no vote (rule V3).
 */
public final class WitnessesDoNotStand implements Invariant {

  private final WatchedCluster cluster;
  private final Set<Integer> paused = new HashSet<>();

  /** An empty memory. */
  public WitnessesDoNotStand(WatchedCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void paused(int node) {
    paused.add(node);
  }

  @Override
  public void resumed(int node) {
    paused.remove(node);
  }

  @Override
  public void requestLeft(Moment sender, int recipient, PeerRequest request) {
    boolean isWitness = cluster.priority(sender.node()) == 0;
    boolean asksForAVote = request instanceof VoteRequest vote && !vote.isGreeting();
    boolean leads = request instanceof HeartbeatRequest;
    if (isWitness && (asksForAVote || leads) || paused.contains(sender.node()) && asksForAVote) {
      throw new Violation(
          "V3: node %d %s, and sends %s"
              .formatted(sender.node(), isWitness ? "is a witness" : "is paused", request));
    }
  }
}
