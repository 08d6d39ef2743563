package io.election.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.NodeReply.Answered;
import io.election.cli.NodeReply.Unanswered;
import io.election.cli.access.AccessOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code election status}: who leads, and what each node knows. */
@Command(
    name = "status",
    description = "Show who leads and what each node knows.",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: one array with one object for each node asked. It is the",
      "node's own answer to GET /election with its \"url\" before it; a node that",
      "did not answer has \"url\" and \"error\" only.",
      "",
      "Exit codes: 0 there is a leader, 1 the login is refused, 2 usage,",
      "  4 no leader, 5 no node answered."
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Option(names = "--json", description = "Print one JSON array instead of a table.")
  private boolean asJson;

  @Override
  public Integer call() throws JsonProcessingException {
    Survey survey = Survey.of(addresses.toAsk(), login.access());
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(json(survey));
    } else {
      new StatusTable(Palette.ofStandardOutput()).render(survey).forEach(out::println);
    }
    out.flush();
    return verdict(survey).number();
  }

  private static String json(Survey survey) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    for (NodeReply reply : survey.replies()) {
      ObjectNode node = array.addObject().put("url", reply.url().toString());
      if (reply instanceof Answered answered) {
        node.setAll(answered.json());
      } else if (reply instanceof Unanswered unanswered) {
        node.put("error", unanswered.reason());
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array);
  }

  private static ExitCode verdict(Survey survey) {
    survey.requireAnswer();
    return survey.leader().isPresent() || survey.followerOfOther().isPresent()
        ? ExitCode.DONE
        : ExitCode.NO_LEADER;
  }
}
