package io.election.cli.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.api.transport.Loopback;
import io.election.cli.CommandFailure;
import io.election.cli.ExitCode;
import io.election.cli.NodeAnswer;
import io.election.cli.NodeAnswer.Done;
import io.election.cli.NodeAnswer.Refused;
import io.election.cli.NodeAnswer.Unanswered;
import io.election.cli.NodeClient;
import io.election.cli.Survey;
import io.election.cli.access.NodeAccess;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A request to the node that leads: give leadership away.
 *
 * @param path what it is asked, such as {@code /election/resign}
 * @param order how, as a JSON object
 */
public record HandOver(String path, ObjectNode order) {

  /**
   * A node answers within its {@code timeout.max}; this only bounds the wait for one that hangs.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * Asks the one node, or of several the one that leads, and waits until the next leader is known.
   *
   * @param access as whom
   * @throws CommandFailure if it did not come about; the message says why
   */
  public Done request(List<URI> nodes, NodeAccess access) {
    URI node = nodes.size() == 1 ? nodes.get(0) : leaderAmong(nodes, access);
    NodeAnswer answer = new NodeClient(TIMEOUT, access).post(node, path, order);
    if (answer instanceof Done done) {
      return done;
    }
    if (answer instanceof Refused refused) {
      throw explained(refused);
    }
    throw new CommandFailure(
        ExitCode.NO_ANSWER,
        node + ": " + ((Unanswered) answer).reason() + "; './election status' tells who leads now");
  }

  private static URI leaderAmong(List<URI> nodes, NodeAccess access) {
    Survey survey = Survey.of(nodes, access);
    survey.requireAnswer();
    URI leader =
        survey
            .leaderUrl()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.NO_LEADER,
                        "nobody leads, so nobody can hand over; try again later"));
    // A node has said where the leader is, and any stranger on its port could have.
    if (access.carriesLogin() && nodes.stream().noneMatch(node -> isSameHost(node, leader))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the leader is said to be at %s, and a login goes to the hosts of --url only; name it there if it is one of yours"
              .formatted(leader));
    }
    return leader;
  }

  private static boolean isSameHost(URI one, URI other) {
    return other.getHost() != null
        && (one.getHost().equalsIgnoreCase(other.getHost())
            || Loopback.isCalled(one.getHost()) && Loopback.isCalled(other.getHost()));
  }

  private CommandFailure explained(Refused refused) {
    return switch (refused.httpStatus()) {
      case 409 ->
          new CommandFailure(ExitCode.NOT_LEADER, refused.url() + ": " + notLeading(refused));
      case 404 -> unknown(refused);
      default -> new CommandFailure(ExitCode.ERROR, refused.url() + ": " + refused.detail());
    };
  }

  /** A node's own words name who leads; one that has none still says who it is. */
  private static String notLeading(Refused refused) {
    JsonNode problem = refused.problem();
    if (problem.hasNonNull("detail")) {
      return refused.detail();
    }
    return problem.hasNonNull("leaderId")
        ? "does not lead, node " + problem.get("leaderId").asInt() + " does"
        : "does not lead, and knows no leader";
  }

  /** Without a target in the request, it can only be the request itself that is not known. */
  private CommandFailure unknown(Refused refused) {
    return order.has("to")
        ? new CommandFailure(ExitCode.USAGE, refused.url() + ": " + refused.detail())
        : new CommandFailure(
            ExitCode.ERROR,
            refused.url() + " does not offer " + path + "; it may be of an older version");
  }
}
