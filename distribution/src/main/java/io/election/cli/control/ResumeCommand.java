package io.election.cli.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.election.cli.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code election resume}: lets a paused node stand for election again. */
@Command(
    name = "resume",
    description = {"Let a paused node stand for election again. Name it with --url."},
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: one array with one object for each node, such as",
      "  {\"url\":\"http://127.0.0.1:7102\",\"paused\":false}",
      "or, for one that failed, \"url\" and \"error\".",
      "",
      "Exit codes: 0 resumed, 1 error, 2 usage, 5 no node answered."
    })
public final class ResumeCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  @Mixin private Candidacy candidacy;

  @Override
  public Integer call() throws JsonProcessingException {
    return candidacy.change("/election/resume", "stands for election again");
  }
}
