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

  FakeCluster(List<Integer> ports, Instant startedAt) {
    nodes =
        IntStream.rangeClosed(1, ports.size())
            .mapToObj(id -> new FakeNode(this, id, ports.get(id - 1)))
            .toList();
    nodes.forEach(node -> node.start(startedAt));
  }

  List<FakeNode> nodes() {
    return nodes;
  }

  FakeNode node(int id) {
    return nodes.get(id - 1);
  }

  synchronized void impede(int id, String detail) {
    node(id).impede(detail);
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
  synchronized void elect(int leader, long term, Instant at) {
    for (FakeNode node : running()) {
      boolean elected = node.id() == leader;
      node.become(elected ? "LEADER" : "FOLLOWER", term, leader, leader);
      node.tell(
          "leader-changed",
          leader,
          elected ? "elected by a majority" : "its heartbeat was heard",
          at);
      if (elected) {
        node.tell("leadership-acquired", leader, "a majority answered its heartbeats", at);
      }
    }
  }

  /** All that run have lost their leader, which was not heard for so long. */
  synchronized void loseLeader(int leader, long silenceMillis, Instant at) {
    for (FakeNode node : running()) {
      boolean led = node.leads();
      node.become("FOLLOWER", node.term(), node.votedFor(), null);
      if (led) {
        node.tell("leadership-lost", null, "LOST_MAJORITY", at);
      }
      String reason =
          led
              ? "this node stepped down, LOST_MAJORITY"
              : "node %d was not heard for %d ms".formatted(leader, silenceMillis);
      node.tell("leader-lost", null, reason, at);
    }
  }

  /** One hands over to another, which leads in the next term a moment later. */
  synchronized void handOver(int from, int to, Instant at) {
    long term = node(from).term() + 1;
    for (FakeNode node : running()) {
      if (node.id() == from) {
        node.tell("leadership-lost", null, "TRANSFERRED", at);
        node.tell("leader-lost", null, "node %d hands over to node %d".formatted(from, to), at);
      } else if (node.id() == to) {
        node.tell("leader-lost", null, "node %d handed over to this node".formatted(from), at);
      } else {
        node.tell("leader-lost", null, "node %d is in term %d".formatted(to, term), at);
      }
    }
    elect(to, term, at.plusMillis(7));
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

  synchronized void hide(int id) {
    node(id).hide();
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
    handOver(from.id(), to, Instant.now());
    return new FakeAnswer(200, "{\"leaderId\":%d,\"term\":%d}".formatted(to, node(to).term()));
  }

  @Override
  public synchronized void close() {
    nodes.forEach(FakeNode::stop);
  }
}
