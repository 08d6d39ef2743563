package io.election.cli.simulate;

import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.simulator.Campaign;
import io.election.simulator.SeedFailure;
import io.election.simulator.Totals;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code election simulate soak}: the project's own trials, millions of them. */
@Command(
    name = "soak",
    description =
        "Run the project's own trials, seed after seed, until so many leaders were elected: every"
            + " kind of fault, every invariant watched. Ends at the first violation.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Exit codes: 0 everything held, 1 something did not."})
final class SoakCommand implements Callable<Integer> {

  /** Fewer than any campaign has: the last batches are small. */
  private static final long ELECTIONS_A_SEED = 30;

  private static final long SEEDS_A_BATCH = 100_000;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(
      names = "--elections",
      paramLabel = "N",
      defaultValue = "25000000",
      description = "How many elections at least (default: ${DEFAULT-VALUE}).")
  private long elections;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads; they change no result (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--from-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long fromSeed;

  @Override
  public Integer call() {
    require(elections >= 1 && elections <= 1_000_000_000_000L, "--elections: 1 to 10^12");
    require(threads >= 1 && threads <= 1000, "--threads: 1 to 1000");
    require(fromSeed >= 0 && fromSeed <= 1_000_000_000_000_000L, "--from-seed: 0 to 10^15");
    ProgressLine line = ProgressLine.on(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    try {
      Totals totals = run(line);
      line.end();
      out.println(describe(totals) + ", no violation");
      out.println(
          "seeds %d to %d, fingerprint %016x"
              .formatted(fromSeed, fromSeed + totals.trials() - 1, totals.fingerprint()));
    } catch (SeedFailure failure) {
      line.end();
      out.println(failure.getMessage());
      throw new CommandFailure(
          ExitCode.ERROR,
          "a violation; election simulate seed %d repeats it".formatted(failure.seed()));
    } finally {
      out.flush();
    }
    return ExitCode.DONE.number();
  }

  private void require(boolean isFine, String rule) {
    if (!isFine) {
      throw new ParameterException(spec.commandLine(), rule + " are taken");
    }
  }

  /** How many seeds a batch has depends on what came out before, so on no thread and no clock. */
  private Totals run(ProgressLine line) {
    Campaign campaign = Campaign.ofAllTrials();
    long started = System.nanoTime();
    Totals totals = Totals.NONE;
    while (totals.elections() < elections) {
      Totals before = totals;
      long wanted = (elections - before.elections()) / ELECTIONS_A_SEED + 1;
      totals =
          before.plus(
              campaign.run(
                  fromSeed + before.trials(),
                  Math.min(wanted, SEEDS_A_BATCH),
                  threads,
                  part -> line.show(() -> progress(before.plus(part), started))));
    }
    return totals;
  }

  private static String progress(Totals totals, long started) {
    double seconds = (System.nanoTime() - started) / 1e9;
    return "%s, %,.0f elections a second, no violation so far"
        .formatted(describe(totals), totals.elections() / seconds);
  }

  private static String describe(Totals totals) {
    return String.format(
        Locale.ROOT,
        "%,d trials: %,d elections in %,.1f simulated days",
        totals.trials(),
        totals.elections(),
        totals.simulated().toMinutes() / 1440.0);
  }
}
