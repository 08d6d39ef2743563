package io.election.simulator;

import io.election.api.transport.HeartbeatRequest;
import io.election.api.transport.PeerRequest;
import io.election.api.transport.Sender;
import io.election.api.transport.VoteRequest;
import io.election.engine.Input;
import java.util.Set;
import java.util.SplittableRandom;

/** Those who are no members send requests, with terms of any height (rule T6). */
final class Strangers {

  private final SimulatedCluster cluster;
  private final SplittableRandom random;
  private final Fate fate;

  Strangers(SimulatedCluster cluster, SplittableRandom random, Fate fate) {
    this.cluster = cluster;
    this.random = random;
    this.fate = fate;
  }

  void sendForeignMessage() {
    SimulatedNode node = fate.anyNode();
    int size = cluster.nodes().size();
    Sender stranger =
        switch (random.nextInt(3)) {
          case 0 -> new Sender("another", Sender.CURRENT_PROTOCOL_VERSION, fate.anyNode().id(), 1);
          case 1 -> new Sender(SimulatedNode.CLUSTER_ID, 99, fate.anyNode().id(), 1);
          default ->
              new Sender(SimulatedNode.CLUSTER_ID, Sender.CURRENT_PROTOCOL_VERSION, size + 1, 1);
        };
    long term = random.nextLong(Long.MAX_VALUE);
    PeerRequest request =
        random.nextBoolean()
            ? new VoteRequest(stranger, term, 1, random.nextBoolean())
            : new HeartbeatRequest(stranger, term, 1, Set.of(), 0);
    node.step(new Input.WakeUp());
    node.receive(new Message(fate.anyNode().id(), -1, node.id(), request, null));
  }
}
