package io.election.cli.simulate;

import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.simulator.study.Figure16;
import io.election.simulator.study.Figure16.Comparison;
import io.election.simulator.study.Workforce;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code election simulate figure-16}: the figure of the Raft paper, measured again. */
@Command(
    name = "figure-16",
    description =
        "Reproduce Figure 16 of the Raft paper, the time to detect and replace a crashed leader,"
            + " beside the published curves.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class Figure16Command implements Callable<Integer> {

  private static final int MOST_TRIALS = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private PictureFile picture;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Crashes for each setting (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the first trial (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Override
  public Integer call() {
    if (trials < 1 || trials > MOST_TRIALS) {
      throw new ParameterException(
          spec.commandLine(), "--trials: 1 to " + MOST_TRIALS + " are taken");
    }
    picture.check();
    List<Comparison> comparisons = measure();
    picture.write(() -> Figure16Picture.of(comparisons));
    PrintWriter out = spec.commandLine().getOut();
    Figure16Text.of(comparisons, trials, seed).forEach(out::println);
    out.flush();
    return ExitCode.DONE.number();
  }

  private List<Comparison> measure() {
    ProgressLine line = ProgressLine.on(spec.commandLine().getErr());
    try {
      return new Figure16(seed, trials)
          .run(
              new Workforce(
                  Runtime.getRuntime().availableProcessors(),
                  (work, done, parts) -> line.show(() -> work + ": " + done + " of " + parts)));
    } finally {
      line.end();
    }
  }
}
