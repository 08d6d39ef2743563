package io.election.cli.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.cli.NodeAddresses;
import io.election.cli.access.AccessOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code election transfer}: has the leader hand over to another node. */
@Command(
    name = "transfer",
    description = {
      "Have the leader hand over, and say who leads then. Of several nodes the one that leads is"
          + " asked; with one --url it is that node, whether it leads or not."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: what the node answered, with its \"url\" before it:",
      "  {\"url\":\"http://127.0.0.1:7101\",\"leaderId\":3,\"term\":9}",
      "",
      "Exit codes: 0 the new leader leads, 1 it did not come about, 2 usage, or",
      "  --to names no member, 3 the node asked does not lead, 4 no leader,",
      "  5 no node answered."
    })
public final class TransferCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Option(
      names = "--to",
      paramLabel = "ID",
      description = "The node that shall lead. Default: the follower that is best fit for it.")
  private @Nullable Integer target;

  @Mixin private HandOverReport report;

  @Override
  public Integer call() {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    if (target != null) {
      if (target < 1) {
        throw new ParameterException(
            spec.commandLine(), "--to: a node id is a whole number from 1, not " + target);
      }
      order.put("to", target);
    }
    HandOver handOver = new HandOver("/election/transfer", order);
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.of(handOver.request(addresses.toAsk(), login.access())));
    out.flush();
    return ExitCode.DONE.number();
  }
}
