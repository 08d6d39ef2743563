package io.election.simulator;

import io.election.api.transport.PeerResponse;
import io.election.api.transport.Sender;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two nodes that run under one id, and who reaches which. Each way between a peer and one of them
 * is open or cut by itself; a cut takes with it what is under way. What a peer asks of the id goes
 * to one of the two, as on a connection, and to the other if that one is down or cannot be reached.
 * An answer goes to the process that asked.
 */
final class Twins {

  private final SimulatedCluster cluster;
  private final SimulatedNode first;
  private final SimulatedNode second;
  private final Map<SimulatedNode, SimulatedNode> connections = new HashMap<>();
  private final Set<Way> cuts = new HashSet<>();

  private record Way(SimulatedNode from, SimulatedNode to) {}

  /** Two nodes of one id; all others reach both. */
  Twins(SimulatedCluster cluster, SimulatedNode first, SimulatedNode second) {
    this.cluster = cluster;
    this.first = first;
    this.second = second;
    cluster.address(this::receiver);
  }

  List<SimulatedNode> both() {
    return List.of(first, second);
  }

  /** Nothing passes from one node to the other, one of which is a twin. */
  void cut(SimulatedNode from, SimulatedNode to) {
    cuts.add(new Way(from, to));
  }

  /** What one node sends to the other passes again. */
  void mend(SimulatedNode from, SimulatedNode to) {
    cuts.remove(new Way(from, to));
  }

  /** What the peer asks of the id goes to this twin from now on. */
  void connect(SimulatedNode peer, SimulatedNode twin) {
    connections.put(peer, twin);
  }

  private Optional<SimulatedNode> receiver(Message message) {
    PeerResponse response = message.response();
    Sender signature = response == null ? message.request().sender() : response.sender();
    SimulatedNode sender = host(signature.nodeId(), signature.incarnation().nonce());
    return candidates(message, sender)
        .filter(receiver -> !cuts.contains(new Way(sender, receiver)))
        .findFirst();
  }

  private Stream<SimulatedNode> candidates(Message message, SimulatedNode sender) {
    if (message.response() != null) {
      return Stream.of(host(message.asker(), message.process()));
    }
    if (message.asked() != first.id()) {
      return Stream.of(cluster.node(message.asked()));
    }
    SimulatedNode connected = connections.getOrDefault(sender, first);
    SimulatedNode other = connected == first ? second : first;
    return Stream.of(connected, other).filter(SimulatedNode::runs);
  }

  private SimulatedNode host(int id, long process) {
    return cluster.hosts().stream()
        .filter(node -> node.hasRun(id, process))
        .findFirst()
        .orElseThrow();
  }
}
