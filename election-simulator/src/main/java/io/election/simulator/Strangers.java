package io.election.simulator;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.Incarnation;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.PromiseRequest;
import io.election.api.transport.Recipient;
import io.election.api.transport.Sender;
import io.election.api.transport.TimeoutNowRequest;
import io.election.api.transport.VoteRequest;
import java.util.Set;
import java.util.SplittableRandom;

/** Those who are no members send requests, with terms of any height (rule T6), or forge some. */
final class Strangers {

  /** More than any cluster has. */
  private static final int NO_MEMBER = 1000;

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;

  Strangers(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  void sendForeignMessage() {
    send(fate.anyNode(), foreignMessage(fate.anyNode().id(), random));
  }

  /**
   * A request with a term of any height by somebody who is no member.
   *
   * @param member in whose name, if it comes from another cluster or speaks another protocol
   */
  static PeerRequest foreignMessage(int member, SplittableRandom random) {
    Sender stranger =
        switch (random.nextInt(3)) {
          case 0 -> sender("another", Sender.CURRENT_PROTOCOL_VERSION, member);
          case 1 -> sender(SimulatedNode.CLUSTER_ID, 99, member);
          default -> sender(SimulatedNode.CLUSTER_ID, Sender.CURRENT_PROTOCOL_VERSION, NO_MEMBER);
        };
    long term = random.nextLong(Long.MAX_VALUE);
    PeerRequest request =
        switch (random.nextInt(3)) {
          case 0 -> new VoteRequest(stranger, term, 1, random.nextBoolean());
          case 1 ->
              new HeartbeatRequest(stranger, term, 1, Set.of(), 0, new PromiseRequest(1, 1, 1));
          default -> new TimeoutNowRequest(stranger, term, 1, random.nextLong());
        };
    return request.to(new Recipient(term, null));
  }

  private static Sender sender(String clusterId, int version, int id) {
    return new Sender(clusterId, version, id, new Incarnation(1, 1, 1), Set.of(id));
  }

  private void send(SimulatedNode node, PeerRequest request) {
    node.receive(new Message(fate.anyNode().id(), -1, node.id(), request, null));
  }

  /** In a member's name, also the leader's, but nobody can guess the number (rule P3). */
  void forgeATransfer() {
    SimulatedNode node = fate.anyNode();
    if (node.view() != null) {
      long term = cluster.viewOf(node).term();
      send(node, new TimeoutNowRequest(fate.anyNode().signature(), term, 1, random.nextLong()));
    }
  }
}
