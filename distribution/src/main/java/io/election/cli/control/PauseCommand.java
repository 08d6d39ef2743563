package io.election.cli.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.election.cli.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code election pause}: keeps a node from standing for election. */
@Command(
    name = "pause",
    description = {
      "Keep a node from standing for election until it is resumed. It still votes, and if it leads"
          + " it goes on leading. Name it with --url."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: one array with one object for each node, such as",
      "  {\"url\":\"http://127.0.0.1:7102\",\"paused\":true}",
      "or, for one that failed, \"url\" and \"error\".",
      "",
      "Exit codes: 0 paused, 1 error, 2 usage, 5 no node answered."
    })
public final class PauseCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  @Mixin private Candidacy candidacy;

  @Override
  public Integer call() throws JsonProcessingException {
    return candidacy.change(
        "/election/pause",
        "is paused: it votes, but does not stand for election until it is resumed");
  }
}
