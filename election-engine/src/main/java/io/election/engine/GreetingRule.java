package io.election.engine;

import io.election.api.transport.VoteRequest;
import java.util.Set;

/**
 * A started node says to each peer that it is there, as long as it is quiet and until the peer has
 * answered; and to whom listens to another process of its id, until that is over (rule D11). So two
 * processes under one id are found wherever one member hears both, also if neither of them asks for
 * anything. It says so by a question that changes nothing (rule P1).
 */
final class GreetingRule {

  private final NodeState node;
  private long nextAtNanos = View.NEVER;

  GreetingRule(NodeState node) {
    this.node = node;
  }

  /** Greets whom it has to, not more often than heartbeats are sent. */
  void greet() {
    Set<Integer> peers =
        node.promise.isQuiet(node.now())
            ? node.acquaintances.strangers()
            : node.acquaintances.refusing(node.now());
    if (peers.isEmpty() || node.now() < nextAtNanos) {
      return;
    }
    nextAtNanos = node.now() + node.timings.heartbeatNanos();
    VoteRequest greeting = VoteRequest.greeting(node.self, node.record.durable().term());
    peers.stream().sorted().forEach(peer -> node.send(peer, greeting));
  }
}
