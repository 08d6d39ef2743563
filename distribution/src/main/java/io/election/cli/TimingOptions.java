package io.election.cli;

import io.election.engine.Timings;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The timings under test; the product's rules about them hold here, too. */
public final class TimingOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "TIME",
      defaultValue = "100ms",
      converter = DurationOption.class,
      description = "Between two rounds of heartbeats (default: ${DEFAULT-VALUE}).")
  private Duration heartbeatInterval;

  @Option(
      names = "--timeout-min",
      paramLabel = "TIME",
      defaultValue = "500ms",
      converter = DurationOption.class,
      description = "The shortest election timeout (default: ${DEFAULT-VALUE}).")
  private Duration timeoutMin;

  @Option(
      names = "--timeout-max",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationOption.class,
      description = "The longest election timeout (default: ${DEFAULT-VALUE}).")
  private Duration timeoutMax;

  @Option(
      names = "--max-clock-drift",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      converter = ShareOption.class,
      description = "What the lease allows for clocks that differ (default: ${DEFAULT-VALUE}).")
  private double maxClockDrift;

  public Timings timings() {
    try {
      return new Timings(
          heartbeatInterval, timeoutMin, timeoutMax, timeoutMin.dividedBy(2), maxClockDrift);
    } catch (IllegalArgumentException exception) {
      throw new ParameterException(command.commandLine(), exception.getMessage());
    }
  }
}
