package io.election.cli.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.cli.TimingOptions;
import io.election.engine.Timings;
import io.election.simulator.study.CalmStudy;
import io.election.simulator.study.Conditions;
import io.election.simulator.study.FailoverStudy;
import io.election.simulator.study.TimingAdvice;
import io.election.simulator.study.Workforce;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code election simulate}: what to expect of timings on a network, and which to choose. */
@Command(
    name = "simulate",
    description = {
      "Crash the leaders of simulated clusters and show how long fail-overs take; let others run"
          + " in peace and count false elections; recommend timings. One seed, one result."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nMore:%n",
    footer = {
      "",
      "TIME is like 0.5ms, 100ms or 1s. A table of regions looks like this:",
      "  ,frankfurt,virginia",
      "  frankfurt,1,90",
      "  virginia,90,1"
    },
    subcommands = {Figure16Command.class, SoakCommand.class, SeedCommand.class})
public final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_TRIALS = 1_000_000;
  private static final int MOST_HOURS = 10_000;
  private static final long LAST_SEED = 1_000_000_000_000_000L;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private ConditionOptions conditionOptions;

  @Mixin private TimingOptions timingOptions;

  @Mixin private PictureFile picture;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many leaders to crash (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--calm-hours",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "For how many simulated hours to watch for false elections; 0 leaves them and the"
              + " recommendation out (default: ${DEFAULT-VALUE}).")
  private int calmHours;

  @Option(
      names = "--false-elections",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many false elections a day the recommended timings may have"
              + " (default: ${DEFAULT-VALUE}).")
  private double mostADay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the first trial (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean asJson;

  @Override
  public Integer call() throws JsonProcessingException {
    Conditions conditions = conditionOptions.conditions();
    Timings timings = timingOptions.timings();
    checkNumbers();
    picture.check();
    Expectation expectation = expect(conditions, timings);
    picture.write(() -> ExpectationPicture.of(expectation));
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(ExpectationJson.of(expectation));
    } else {
      ExpectationText.of(expectation).forEach(out::println);
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  private void checkNumbers() {
    require(seed >= 0 && seed <= LAST_SEED, "--seed: 0 to " + LAST_SEED);
    require(trials >= 1 && trials <= MOST_TRIALS, "--trials: 1 to " + MOST_TRIALS);
    require(calmHours >= 0 && calmHours <= MOST_HOURS, "--calm-hours: 0 to " + MOST_HOURS);
    require(mostADay >= 0 && mostADay <= 1e6, "--false-elections: 0 to 1000000");
  }

  private void require(boolean isFine, String rule) {
    if (!isFine) {
      throw new ParameterException(spec.commandLine(), rule + " are taken");
    }
  }

  private Expectation expect(Conditions conditions, Timings timings) {
    ProgressLine line = ProgressLine.on(spec.commandLine().getErr());
    Workforce workforce =
        new Workforce(
            Runtime.getRuntime().availableProcessors(),
            (work, done, parts) -> line.show(() -> work + ": " + done + " of " + parts));
    try {
      FailoverStudy.Result failover =
          new FailoverStudy(conditions, timings).run(seed, trials, workforce);
      if (failover.failovers().isEmpty()) {
        throw new CommandFailure(
            ExitCode.ERROR,
            "nobody led in any trial: with this network and these disks the timeouts are too"
                + " short, or too much is lost");
      }
      return new Expectation(
          conditions, timings, seed, failover, stability(conditions, timings, workforce));
    } finally {
      line.end();
    }
  }

  private Expectation.@Nullable Stability stability(
      Conditions conditions, Timings timings, Workforce workforce) {
    if (calmHours == 0) {
      return null;
    }
    CalmStudy.Result calm =
        new CalmStudy(conditions, timings).run(seed, calmHours, Long.MAX_VALUE, workforce);
    TimingAdvice advice =
        new TimingAdvice(conditions, timings.maxClockDrift(), calmHours, mostADay);
    return new Expectation.Stability(calm, mostADay, advice.search(seed, workforce));
  }
}
