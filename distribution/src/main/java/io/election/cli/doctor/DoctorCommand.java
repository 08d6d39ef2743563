package io.election.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.election.cli.ExitCode;
import io.election.cli.HelpOption;
import io.election.cli.NodeAddresses;
import io.election.cli.Palette;
import io.election.cli.TimingOptions;
import io.election.cli.access.AccessOptions;
import io.election.cli.doctor.Finding.Level;
import io.election.engine.Timings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code election doctor}: looks a cluster over and says what to change. */
@Command(
    name = "doctor",
    description = {
      "Look a cluster over and say what to change: whether its nodes agree on who they are, reach"
          + " each other and run one version; how their clocks, the network and this machine's disk"
          + " do; and whether the timings suit them. Members that were not named are asked, too."
          + " Run it on a node's machine: round trips are measured from here.",
      "",
      "A node does not say what its timings are. Unless they are the defaults, give them here."
    },
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "With --json: {\"verdict\", \"findings\": [{\"level\", \"topic\", \"text\"}],",
      "  \"measurements\": {…}}; a level is ok, skipped, warn or fail, and the verdict",
      "  is the worst of them; times in milliseconds.",
      "",
      "Exit codes: 0 nothing failed, 1 something did, 2 usage, 5 no node answered."
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int MOST_SAMPLES = 10_000;
  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(100);

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Mixin private NodeAddresses addresses;

  @Mixin private AccessOptions login;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How often to ask each node, ten times a second, and to write to the disk"
              + " (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "Where nodes of this machine keep their data; the disk is tried there, and left as it was"
              + " (default: ${DEFAULT-VALUE}).")
  private Path dataDirectory;

  @Mixin private TimingOptions timingOptions;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean asJson;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    if (samples < 3 || samples > MOST_SAMPLES) {
      throw new ParameterException(
          spec.commandLine(), "--samples: 3 to " + MOST_SAMPLES + " are taken, not " + samples);
    }
    Timings timings = timingOptions.timings();
    Examination examination =
        Examination.of(addresses.toAsk(), login.access(), samples, BETWEEN_SAMPLES);
    List<Finding> findings = new ArrayList<>(MembershipCheck.of(examination));
    List<ExaminedNode> nodes = examination.nodes();
    findings.addAll(LeaderCheck.of(nodes));
    findings.add(ClockCheck.of(nodes, timings.maxClockDrift()));
    nodes.forEach(
        node ->
            findings.add(Finding.ok("round trip", node.name() + ": " + node.roundTrips().text())));
    DiskTrial disk = tryDisk(findings);
    long worstRoundTrip =
        nodes.stream().mapToLong(node -> node.roundTrips().worstNanos()).max().orElseThrow();
    findings.addAll(
        new TimingCheck(timings)
            .of(nodes, worstRoundTrip, disk == null ? 0 : disk.writes().worstNanos()));
    return report(new Report(findings, nodes, disk)).number();
  }

  private @Nullable DiskTrial tryDisk(List<Finding> findings) {
    try {
      DiskTrial disk = DiskTrial.in(dataDirectory, samples);
      findings.add(DiskCheck.of(disk));
      return disk;
    } catch (IOException exception) {
      findings.add(
          Finding.skipped(
              "disk",
              "not measured: %s cannot be written (%s); name the data directory with --data-dir"
                  .formatted(dataDirectory, exception.getMessage())));
      return null;
    }
  }

  private ExitCode report(Report report) throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(report.json());
    } else {
      report.lines(Palette.ofStandardOutput()).forEach(out::println);
    }
    out.flush();
    return report.verdict() == Level.FAIL ? ExitCode.ERROR : ExitCode.DONE;
  }
}
