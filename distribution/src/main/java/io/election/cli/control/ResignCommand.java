package io.election.cli.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.cli.NodeAddresses;
import io.election.cli.access.AccessOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code election resign}: has the leader give leadership away, to whomever. */
@Command(
    name = "resign",
    description = {
      "Have the leader give leadership away, and say who leads then. Of several nodes the one that"
          + " leads is asked; with one --url it is that node, whether it leads or not."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: what the node answered, with its \"url\" before it:",
      "  {\"url\":\"http://127.0.0.1:7101\",\"leaderId\":3,\"term\":9}",
      "",
      "Exit codes: 0 another node leads, 1 it did not come about, 2 usage,",
      "  3 the node asked does not lead, 4 no leader, 5 no node answered."
    })
public final class ResignCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Mixin private HandOverReport report;

  @Override
  public Integer call() {
    HandOver handOver = new HandOver("/election/resign", JsonNodeFactory.instance.objectNode());
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.of(handOver.request(addresses.toAsk(), login.access())));
    out.flush();
    return ExitCode.DONE.number();
  }
}
