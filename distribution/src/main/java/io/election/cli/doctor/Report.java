package io.election.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.election.cli.Palette;
import io.election.cli.Palette.Ink;
import io.election.cli.doctor.Finding.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was found.
 *
 * @param disk null if it was not tried
 */
record Report(List<Finding> findings, List<ExaminedNode> nodes, @Nullable DiskTrial disk) {

  /** The worst level of all findings; what could not be looked at does no harm. */
  Level verdict() {
    return findings.stream()
        .map(Finding::level)
        .filter(level -> level != Level.SKIPPED)
        .max(Comparator.naturalOrder())
        .orElse(Level.OK);
  }

  List<String> lines(Palette palette) {
    return Stream.concat(
            findings.stream()
                .map(
                    finding ->
                        palette.paint(
                                ink(finding.level()), "%-8s".formatted(finding.level().word()))
                            + "%-11s".formatted(finding.topic())
                            + finding.text()),
            simulation().stream().map(command -> palette.paint(Ink.DIM, command)))
        .toList();
  }

  private static Ink ink(Level level) {
    return switch (level) {
      case OK -> Ink.GREEN;
      case SKIPPED -> Ink.DIM;
      case WARN -> Ink.YELLOW;
      case FAIL -> Ink.RED;
    };
  }

  /** The simulator recommends timings for numbers like these; that takes it a while. */
  private List<String> simulation() {
    if (disk == null || nodes.get(0).status().members().size() < 2) {
      return List.of();
    }
    long roundTrip =
        nodes.stream().mapToLong(node -> node.roundTrips().medianNanos()).max().orElseThrow();
    return List.of(
        "",
        "Timings for a network and a disk like these: ./election simulate --nodes %d --rtt %s --disk %s"
            .formatted(
                nodes.get(0).status().members().size(),
                option(roundTrip),
                option(disk.writes().medianNanos())));
  }

  private static String option(long nanos) {
    return String.format(Locale.ROOT, "%.1fms", Math.max(0.1, nanos / 1e6));
  }

  String json() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode().put("verdict", verdict().word());
    ArrayNode array = json.putArray("findings");
    for (Finding finding : findings) {
      array
          .addObject()
          .put("level", finding.level().word())
          .put("topic", finding.topic())
          .put("text", finding.text());
    }
    ObjectNode measurements = json.putObject("measurements");
    ArrayNode measuredNodes = measurements.putArray("nodes");
    for (ExaminedNode node : nodes) {
      ObjectNode measured =
          measuredNodes.addObject().put("nodeId", node.id()).put("url", node.url().toString());
      put(measured.putObject("roundTrip"), node.roundTrips());
      ClockRate.of(node.samples())
          .ifPresent(
              clock ->
                  measured.put("clockRate", clock.rate()).put("clockRateError", clock.error()));
    }
    if (disk != null) {
      put(measurements.putObject("syncedWrite"), disk.writes());
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static void put(ObjectNode json, Spread spread) {
    json.put("median", spread.medianNanos() / 1e6).put("worst", spread.worstNanos() / 1e6);
  }
}
