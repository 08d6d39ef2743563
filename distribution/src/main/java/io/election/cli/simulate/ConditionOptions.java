package io.election.cli.simulate;

import io.election.cli.DurationOption;
import io.election.cli.ShareOption;
import io.election.simulator.study.Conditions;
import io.election.simulator.study.RoundTrips;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the cluster has to live with. */
final class ConditionOptions {

  private static final int MOST_NODES = 15;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many nodes, 2 to " + MOST_NODES + " (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @ArgGroup private Network network = new Network();

  @Option(
      names = "--loss",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = ShareOption.class,
      description = "The share of messages that get lost, like 1%% (default: none).")
  private double loss;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      defaultValue = "0.1%",
      converter = ShareOption.class,
      description =
          "The share of messages that take much longer than usual: half of them twice as long,"
              + " one in a hundred a hundred times, none over 10 s (default: 0.1%%).")
  private double late;

  @Option(
      names = "--disk",
      paramLabel = "TIME",
      defaultValue = "5ms",
      converter = DurationOption.class,
      description = "A synced write to a disk (default: ${DEFAULT-VALUE}).")
  private Duration disk;

  @Option(
      names = "--pause",
      paramLabel = "TIME",
      defaultValue = "50ms",
      converter = DurationOption.class,
      description =
          "Each process stands still once a minute for up to this long, as for collecting"
              + " garbage (default: ${DEFAULT-VALUE}).")
  private Duration pause;

  /** One of the two ways to say how far the nodes are from each other. */
  private static final class Network {

    @Option(
        names = "--rtt",
        paramLabel = "TIME",
        converter = DurationOption.class,
        description = "A round trip between any two nodes (default: 2ms).")
    private Duration roundTrip = Duration.ofMillis(2);

    @Option(
        names = "--rtt-matrix",
        paramLabel = "FILE",
        converter = RegionTable.class,
        description =
            "Round trips between regions, a comma-separated table; nodes are dealt out to the"
                + " regions in turn.")
    private @Nullable RoundTrips matrix;
  }

  Conditions conditions() {
    if (nodes < 2 || nodes > MOST_NODES) {
      throw new ParameterException(
          command.commandLine(), "--nodes: 2 to " + MOST_NODES + " are simulated, not " + nodes);
    }
    RoundTrips roundTrips =
        network.matrix == null ? RoundTrips.everywhere(network.roundTrip) : network.matrix;
    return new Conditions(nodes, roundTrips, loss, late, disk, pause);
  }
}
