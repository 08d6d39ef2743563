package io.election.cli;

import io.election.cli.cluster.ClusterCommand;
import io.election.cli.control.PauseCommand;
import io.election.cli.control.ResignCommand;
import io.election.cli.control.ResumeCommand;
import io.election.cli.control.TransferCommand;
import io.election.cli.doctor.DoctorCommand;
import io.election.cli.run.RunCommand;
import io.election.cli.simulate.SimulateCommand;
import io.election.cli.watch.WatchCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code election} command. */
@Command(
    name = "election",
    description = "Raft leader election for the JVM.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nTo start one node instead of a command, give it its id:%n",
    footer = {
      "  java -jar distribution/node.jar -Dnode.id=2",
      "  java -jar distribution/node.jar -Dnode.id=2 -Dquarkus.profile=h2",
      "",
      "Exit codes: 0 done, 1 error, 2 usage, 3 this node does not lead,",
      "  4 no leader, 5 no node answered."
    },
    versionProvider = Version.class,
    subcommands = {
      ClusterCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      TransferCommand.class,
      ResignCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      RunCommand.class,
      DoctorCommand.class,
      SimulateCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class ElectionCommandLine implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;

  private ElectionCommandLine() {}

  /**
   * Runs one command to its end and prints what it has to say: results to standard output, an error
   * as one line to standard error.
   *
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new ElectionCommandLine());
    // What stands behind the program that is to be run belongs to it, an option or not.
    commandLine.getSubcommands().get("run").setStopAtPositional(true);
    return commandLine
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(ElectionCommandLine::explainUsage)
        .setExecutionExceptionHandler(ElectionCommandLine::explainFailure);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }

  private static int explainUsage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    printError(command, usageMessage(exception) + "; " + wayOut(command));
    return ExitCode.USAGE.number();
  }

  private static String usageMessage(ParameterException exception) {
    boolean isCommand = exception.getCommandLine().getParent() == null;
    if (isCommand && exception instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      return (first.startsWith("-") ? "unknown option " : "unknown command ") + first;
    }
    String firstLine = exception.getMessage().lines().findFirst().orElse("wrong usage");
    return firstLine.replaceFirst("\\.$", "");
  }

  private static String wayOut(CommandLine command) {
    CommandLine parent = command.getParent();
    if (parent == null) {
      return "the commands are " + String.join(", ", command.getSubcommands().keySet());
    }
    return parent.getParent() == null
        ? "see election help " + command.getCommandName()
        : "see " + command.getCommandSpec().qualifiedName() + " --help";
  }

  private static int explainFailure(
      Exception exception, CommandLine command, CommandLine.ParseResult result) {
    if (exception instanceof CommandFailure failure) {
      printError(command, failure.getMessage());
      return failure.exitCode().number();
    }
    printError(command, "unexpected failure: " + exception);
    return ExitCode.ERROR.number();
  }

  private static void printError(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("election: " + message);
    err.flush();
  }
}
