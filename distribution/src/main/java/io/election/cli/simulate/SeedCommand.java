package io.election.cli.simulate;

import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.simulator.Campaign;
import io.election.simulator.SeedFailure;
import io.election.simulator.Totals;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code election simulate seed}: one trial again, to read what happens in it. */
@Command(
    name = "seed",
    description = "Run the trial of one seed again and show the last things that happen in it.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit codes: 0 everything held, 1 something did not."})
final class SeedCommand implements Callable<Integer> {

  private static final int MOST_LINES = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "N", description = "The seed.")
  private long seed;

  @Option(
      names = "--trace-lines",
      paramLabel = "K",
      defaultValue = "200",
      description = "How many lines of the trace (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() {
    if (lines < 1 || lines > MOST_LINES) {
      throw new ParameterException(
          spec.commandLine(), "--trace-lines: 1 to " + MOST_LINES + " are shown");
    }
    Campaign campaign = Campaign.ofAllTrials();
    PrintWriter out = spec.commandLine().getOut();
    campaign.replay(seed, lines).forEach(out::println);
    out.flush();
    try {
      Totals totals = campaign.run(seed);
      out.println(
          "seed %d: everything held, %d elections, fingerprint %016x"
              .formatted(seed, totals.elections(), totals.fingerprint()));
      out.flush();
    } catch (SeedFailure failure) {
      throw new CommandFailure(
          ExitCode.ERROR, "seed %d: %s".formatted(seed, failure.getCause().getMessage()));
    }
    return ExitCode.DONE.number();
  }
}
