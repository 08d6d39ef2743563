package io.election.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scripted nodes on loopback ports. A test says what happens ("node 2 is elected"), and the nodes
 * answer as real ones would after it. Safe for use by several threads.
 */
final class FakeCluster implements AutoCloseable {

  private final List<FakeNode> nodes;
  private boolean open = true;
  private @Nullable FakeAnswer refusal;

  FakeCluster(List<Integer> ports) {
    nodes =
        IntStream.rangeClosed(1, ports.size())
            .mapToObj(id -> new FakeNode(this, id, ports.get(id - 1)))
            .toList();
    nodes.forEach(FakeNode::start);
  }

  List<FakeNode> nodes() {
    return nodes;
  }

  FakeNode node(int id) {
    return nodes.get(id - 1);
  }

  String url(int id) {
    return "http://" + node(id).address() + "/";
  }

  /** Whether pages of one node may read another. */
  synchronized boolean isOpen() {
    return open;
  }

  synchronized void keepPagesApart() {
    open = false;
  }

  /** All that run vote for this node, which leads from now on. */
  synchronized void elect(int leader, long term, String reason, Instant at) {
    String lost = reason.contains("handed over") ? "TRANSFERRED" : "HIGHER_TERM";
    for (FakeNode node : running()) {
      node.stepDown(lost, at);
      node.become(node.id() == leader ? "LEADER" : "FOLLOWER", term, leader, leader);
      node.tell("leader-changed", leader, reason, at);
      if (node.id() == leader) {
        node.tell("leadership-acquired", leader, reason, at);
      }
    }
  }

  /** All that run have lost their leader. */
  synchronized void loseLeader(String reason, Instant at) {
    for (FakeNode node : running()) {
      node.stepDown("LOST_MAJORITY", at);
      node.become("FOLLOWER", node.term(), node.votedFor(), null);
      node.tell("leader-lost", null, reason, at);
    }
  }

  private List<FakeNode> running() {
    return nodes.stream().filter(FakeNode::isRunning).toList();
  }

  synchronized boolean leads(int id) {
    return node(id).leads();
  }

  /** The next command is answered with this problem. */
  synchronized void refuse(int status, String detail) {
    refusal = FakeAnswer.problem(status, detail);
  }

  synchronized void kill(int id) {
    node(id).stop();
  }

  synchronized void stand(int id, String role, long term, @Nullable Integer vote) {
    node(id).become(role, term, vote, null);
  }

  synchronized FakeAnswer command(int id, String command, JsonNode body) {
    FakeAnswer refused = refusal;
    refusal = null;
    if (refused != null) {
      return refused;
    }
    return switch (command) {
      case "pause", "resume" -> pause(id, command.equals("pause"));
      case "transfer" -> transfer(node(id), body);
      default -> FakeAnswer.problem(404, "there is nothing at this path");
    };
  }

  synchronized FakeAnswer pause(int id, boolean paused) {
    node(id).pause(paused);
    return new FakeAnswer(200, "{\"paused\":%s}".formatted(paused));
  }

  private FakeAnswer transfer(FakeNode from, JsonNode body) {
    int to = body.path("to").asInt(from.id() % nodes.size() + 1);
    long term = from.term() + 1;
    elect(to, term, "node %d handed over to node %d".formatted(from.id(), to), Instant.now());
    return new FakeAnswer(200, "{\"leaderId\":%d,\"term\":%d}".formatted(to, term));
  }

  @Override
  public synchronized void close() {
    nodes.forEach(FakeNode::stop);
  }
}
