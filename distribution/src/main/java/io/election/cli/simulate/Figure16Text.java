package io.election.cli.simulate;

import io.election.simulator.study.Failover;
import io.election.simulator.study.Figure16.Comparison;
import io.election.simulator.study.Figure16Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figure 16 as a table, with the model that it comes from. */
final class Figure16Text {

  private static final String ROW = "%-12s %10s %10s %6s %10s %6s %10s %6s %10s";

  private Figure16Text() {}

  static List<String> of(List<Comparison> comparisons, int trials, int seed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d servers, round trip %s and disk write %s (each +-50 %%); the leader crashes within"
            .formatted(
                Figure16Trial.SERVERS,
                Milliseconds.of(Figure16Trial.ROUND_TRIP),
                Milliseconds.of(Figure16Trial.WRITE)));
    lines.add(
        "half the shortest timeout after a last round of heartbeats; %d of the 4 survivors cannot"
            .formatted(Figure16Trial.NOT_ELIGIBLE));
    lines.add("be elected. %d crashes a setting, seed %d.".formatted(trials, seed));
    lines.add("");
    lines.add("Medians, and each in published ones:");
    lines.add(
        ROW.formatted(
            "TIMEOUTS", "PUBLISHED", "PLAIN", "", "ENGINE", "", "TO LEASE", "", "2ND ROUND"));
    comparisons.forEach(comparison -> lines.add(row(comparison)));
    lines.add("");
    lines.add(
        "Plain: a model of Raft without pre-vote, leader stickiness and lease (never: not in");
    lines.add("ten minutes).");
    lines.add("Engine: this engine, from the crash until a majority has elected, without the");
    lines.add("pre-vote; the sense of the figure. To lease: the whole gap that clients see.");
    lines.add("2nd round: how often nobody was elected at the first attempt.");
    return lines;
  }

  private static String row(Comparison comparison) {
    double published = comparison.published().medianMillis();
    String label = comparison.published().setting().label();
    if (comparison.failovers().isEmpty()) {
      return ROW.formatted(label, time(published), "", "", "no leader", "", "", "", "");
    }
    double model = comparison.model().medianMillis();
    long second = comparison.failovers().stream().filter(Failover::neededSecondRound).count();
    return ROW.formatted(
        label,
        time(published),
        comparison.modelElects() ? time(model) : "never",
        comparison.modelElects() ? ratio(model / published) : "",
        time(comparison.plain().medianMillis()),
        ratio(comparison.ratio()),
        time(comparison.total().medianMillis()),
        ratio(comparison.totalRatio()),
        String.format(Locale.ROOT, "%.1f %%", 100.0 * second / comparison.failovers().size()));
  }

  private static String time(double millis) {
    return millis < 10_000
        ? Milliseconds.of(millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
  }
}
