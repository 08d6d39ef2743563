package io.election.cli.cluster;

import io.election.cli.HelpOption;
import io.election.cli.cluster.ClusterPlan.Storage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code election cluster}: boots a cluster on this machine and shows what happens in it. */
@Command(
    name = "cluster",
    description = {
      "Boot a cluster on this machine, one process a node; show who leads and every change as"
          + " it happens. Stops all its nodes when it ends.",
      "",
      "It takes commands from standard input, on a terminal and from a pipe:",
      "  kill N     end node N at once, as a crash would (SIGKILL)",
      "  pause N    freeze its process (SIGSTOP); resume N wakes it",
      "  start N    start it again from what it has stored",
      "  transfer N have the leader hand over to node N",
      "  resign     have the leader hand over to whomever",
      "  status     one line for each node",
      "  quit       stop all nodes and end",
      "N is a node's id, or the word leader."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n")
public final class ClusterCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes, 1 to 9 (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--base-port",
      paramLabel = "P",
      defaultValue = "7101",
      description = "Port of node 1; the others follow it (default: ${DEFAULT-VALUE}).")
  private int basePort;

  @Option(
      names = "--storage",
      paramLabel = "file|h2",
      defaultValue = "file",
      description = "What the nodes keep their votes in (default: ${DEFAULT-VALUE}).")
  private Storage storage;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "Where each node keeps its data and its node.log, in node-N"
              + " (default: ${DEFAULT-VALUE}).")
  private Path dataDirectory;

  @Override
  public Integer call() throws InterruptedException {
    ClusterPlan plan = plan();
    NodeLauncher launcher = new NodeLauncher(plan, NodeLauncher.runningJar());
    FreePorts.require(plan.members());
    DataDirectoryLock lock = DataDirectoryLock.take(plan.dataDirectory());
    try {
      LocalCluster cluster = new LocalCluster(plan, launcher);
      return ClusterSession.onStandardStreams(plan, cluster).run().number();
    } finally {
      lock.close();
    }
  }

  private ClusterPlan plan() {
    try {
      return new ClusterPlan(nodes, basePort, storage, dataDirectory);
    } catch (IllegalArgumentException exception) {
      throw new ParameterException(spec.commandLine(), exception.getMessage());
    }
  }
}
