package io.election.cli.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.NodeAddresses;
import io.election.cli.NodeAnswer;
import io.election.cli.NodeAnswer.Done;
import io.election.cli.NodeAnswer.Refused;
import io.election.cli.NodeAnswer.Unanswered;
import io.election.cli.NodeClient;
import io.election.cli.access.AccessOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether nodes stand for election: what {@code pause} and {@code resume} have in common. */
final class Candidacy {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Option(names = "--json", description = "Print one JSON array instead of sentences.")
  private boolean asJson;

  /**
   * Asks each node that was named.
   *
   * @param path of the request
   * @param outcome what is so when it is done, in words that follow the node's URL
   */
  int change(String path, String outcome) throws JsonProcessingException {
    NodeClient client = new NodeClient(TIMEOUT, login.access());
    List<NodeAnswer> answers =
        addresses.toSteer().stream()
            .map(url -> client.post(url, path, JsonNodeFactory.instance.objectNode()))
            .toList();
    PrintWriter out = command.commandLine().getOut();
    if (asJson) {
      out.println(json(path, answers));
    } else {
      answers.stream()
          .filter(Done.class::isInstance)
          .map(done -> done.url() + " " + outcome)
          .forEach(out::println);
    }
    out.flush();
    refuseFailures(path, answers);
    return ExitCode.DONE.number();
  }

  private static String json(String path, List<NodeAnswer> answers) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    for (NodeAnswer answer : answers) {
      ObjectNode node = array.addObject().put("url", answer.url().toString());
      if (answer instanceof Done done) {
        node.setAll(done.json());
      } else {
        node.put("error", failure(path, answer));
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array);
  }

  private static void refuseFailures(String path, List<NodeAnswer> answers) {
    Predicate<NodeAnswer> done = Done.class::isInstance;
    List<NodeAnswer> failed = answers.stream().filter(done.negate()).toList();
    if (!failed.isEmpty()) {
      ExitCode exitCode =
          answers.stream().allMatch(Unanswered.class::isInstance)
              ? ExitCode.NO_ANSWER
              : ExitCode.ERROR;
      throw new CommandFailure(
          exitCode,
          failed.stream()
              .map(answer -> answer.url() + ": " + failure(path, answer))
              .collect(Collectors.joining("; ")));
    }
  }

  private static String failure(String path, NodeAnswer answer) {
    if (answer instanceof Refused refused) {
      return refused.httpStatus() == 404
          ? "does not offer " + path + ", it may be of an older version"
          : refused.detail();
    }
    return ((Unanswered) answer).reason();
  }
}
