package io.election.cli.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.access.NodeAccess;
import io.election.cli.cluster.ConsoleCommand.ForNode;
import io.election.cli.cluster.ConsoleCommand.Target;
import io.election.cli.control.HandOver;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Does to a node what was typed, or refuses in one line and does nothing. */
final class CommandExecution {

  private final LocalCluster cluster;

  CommandExecution(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @throws CommandFailure if it makes no sense for that node now, or does not succeed
   */
  void execute(ForNode command) throws InterruptedException {
    NodeView node = find(command.target());
    try {
      switch (command.verb()) {
        case KILL -> {
          require(node.isAlive(), node, "does not run; bring it back with 'start %1$d'");
          cluster.kill(node.id());
        }
        case PAUSE -> {
          require(node.isAlive(), node, "does not run; bring it back with 'start %1$d'");
          require(node.state() != NodeState.FROZEN, node, "is frozen already");
          cluster.freeze(node.id());
        }
        case RESUME -> {
          require(node.state() == NodeState.FROZEN, node, "is not frozen");
          cluster.wake(node.id());
        }
        case START -> {
          require(!node.isAlive(), node, "runs already; 'kill %1$d' or 'resume %1$d' may be meant");
          cluster.start(node.id());
        }
        case TRANSFER -> {
          require(!node.leads(), node, "leads already");
          handOver(
              "/election/transfer", JsonNodeFactory.instance.objectNode().put("to", node.id()));
        }
      }
    } catch (IOException exception) {
      throw new CommandFailure(ExitCode.ERROR, exception.getMessage());
    }
  }

  /**
   * Has the leader give leadership away.
   *
   * @throws CommandFailure if nobody leads, or it did not come about
   */
  void resign() {
    handOver("/election/resign", JsonNodeFactory.instance.objectNode());
  }

  /** That another node leads is seen on the screen like any change; only a failure is told here. */
  private void handOver(String path, ObjectNode order) {
    NodeView leader = find(new Target.Leader());
    new HandOver(path, order)
        .request(List.of(URI.create("http://" + leader.address())), NodeAccess.ANONYMOUS);
  }

  private NodeView find(Target target) {
    ClusterSnapshot now = cluster.snapshot();
    if (target instanceof Target.Id wanted) {
      if (wanted.id() > now.nodes().size()) {
        throw refusal(
            "there is no node " + wanted.id() + "; the nodes are 1 to " + now.nodes().size());
      }
      return now.node(wanted.id());
    }
    return now.leader().orElseThrow(() -> refusal("nobody leads at the moment"));
  }

  private static void require(boolean condition, NodeView node, String otherwise) {
    if (!condition) {
      throw refusal("node " + node.id() + " " + otherwise.formatted(node.id()));
    }
  }

  private static CommandFailure refusal(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }
}
