package io.election.cli.simulate;

import io.election.simulator.study.Failover;
import io.election.simulator.study.Figure16.Comparison;
import io.election.simulator.study.Figure16Trial;
import io.election.simulator.study.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figure 16 as a table, with the model that it comes from. */
final class Figure16Text {

  private static final String ROW = "%-12s %12s %12s %7s %12s %7s %9s";

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
    lines.add("Medians:");
    lines.add(
        ROW.formatted(
            "TIMEOUTS", "PUBLISHED", "SAME SENSE", "RATIO", "TO LEASE", "RATIO", "2ND ROUND"));
    comparisons.forEach(comparison -> lines.add(row(comparison)));
    lines.add("");
    lines.add("Same sense: from the crash until a majority has elected, without the pre-vote that");
    lines.add("plain Raft does not have. To lease: the whole gap that clients of this engine see.");
    return lines;
  }

  private static String row(Comparison comparison) {
    String label = comparison.published().setting().label();
    String published = Milliseconds.of(comparison.published().medianMillis());
    if (comparison.failovers().isEmpty()) {
      return ROW.formatted(label, published, "no leader", "-", "-", "-", "-");
    }
    Sample plain = comparison.plain();
    long second = comparison.failovers().stream().filter(Failover::neededSecondRound).count();
    return ROW.formatted(
        label,
        published,
        Milliseconds.of(plain.medianMillis()),
        ratio(comparison.ratio()),
        Milliseconds.of(comparison.total().medianMillis()),
        ratio(comparison.totalRatio()),
        String.format(Locale.ROOT, "%.1f %%", 100.0 * second / comparison.failovers().size()));
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
  }
}
