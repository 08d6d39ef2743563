package io.election.cli.run;

import io.election.cli.HelpOption;
import io.election.cli.NodeAddresses;
import io.election.cli.ShareOption;
import io.election.cli.access.AccessOptions;
import io.election.engine.loop.SuspensionAwareClock;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code election run}: runs a program while the node beside it leads. */
@Command(
    name = "run",
    description = {
      "Wait until the node at the first --url leads, then run CMD. Before the node's lease ends, CMD"
          + " and all that it started are gone: SIGTERM when less than two fifths of the lease are"
          + " certain, or the node asks for it; SIGKILL when less than one fifth is.",
      "",
      "CMD finds ELECTION_TERM, ELECTION_NODE_ID and ELECTION_LEADER (host:port) in its"
          + " environment. It has to stay in the foreground: when it ends, what it left behind is"
          + " stopped. SIGTERM, SIGINT and SIGHUP are passed on to it."
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "election run [--url=URL]... [OPTIONS] [--] CMD [ARGUMENT]...",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit code: that of CMD, or 128 and the number of the signal that ended it;",
      "before CMD was started 1 error, 2 usage."
    })
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Option(
      names = "--max-clock-drift",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      converter = ShareOption.class,
      description =
          "What to allow for clocks that run at different rates, here and at the node; the node's"
              + " election.max-clock-drift (default: ${DEFAULT-VALUE}).")
  private double maxClockDrift;

  @Parameters(
      arity = "1..*",
      paramLabel = "CMD",
      description = "The program and its arguments; what stands behind it is all its own.")
  private List<String> command;

  @Override
  public Integer call() throws InterruptedException {
    if (maxClockDrift >= 0.5) {
      throw new ParameterException(spec.commandLine(), "--max-clock-drift: less than 0.5 is taken");
    }
    URI url = addresses.toAsk().get(0);
    Program program = Program.of(command);
    program.requireInstalled();
    try (Notices notices = new Notices(spec.commandLine().getErr())) {
      return new LedWork(
              url, login.access(), program, maxClockDrift, new SuspensionAwareClock(), notices)
          .run();
    }
  }
}
