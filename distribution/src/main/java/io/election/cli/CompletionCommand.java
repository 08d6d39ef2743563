package io.election.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code election completion}: what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes commands and options in bash and zsh. To have it in this"
          + " shell:",
      "",
      "  source <(./election completion)"
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "To have it in every bash, write it to",
      "  ~/.local/share/bash-completion/completions/election",
      "and for zsh call the line above in ~/.zshrc."
    })
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Override
  public Integer call() {
    CommandLine election = spec.commandLine().getParent();
    PrintWriter out = spec.commandLine().getOut();
    out.println(AutoComplete.bash(election.getCommandName(), election));
    out.flush();
    return ExitCode.DONE.number();
  }
}
