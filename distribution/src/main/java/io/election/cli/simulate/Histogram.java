package io.election.cli.simulate;

import io.election.simulator.study.Failover;
import io.election.simulator.study.Sample;
import java.util.ArrayList;
import java.util.List;

/** How fail-over times are spread, as lines of text. What is beyond the 99th percentile is one. */
final class Histogram {

  private static final int BARS = 12;
  private static final int LONGEST_BAR = 50;

  private Histogram() {}

  static List<String> of(List<Failover> failovers) {
    Sample sample = Sample.of(failovers, Failover::totalNanos);
    double from = sample.quantileMillis(0);
    double width = Math.max((sample.quantileMillis(0.99) - from) / BARS, 0.1);
    int[] counts = new int[BARS + 1];
    for (Failover failover : failovers) {
      int bar = (int) ((failover.totalNanos() / 1e6 - from) / width);
      counts[Math.min(bar, BARS)]++;
    }
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    List<String> lines = new ArrayList<>();
    for (int bar = 0; bar <= BARS; bar++) {
      String upTo = bar < BARS ? Milliseconds.of(from + (bar + 1) * width) : "longer";
      double share = 100.0 * counts[bar] / failovers.size();
      String drawn = "#".repeat(Math.round((float) LONGEST_BAR * counts[bar] / most));
      lines.add("  %10s %5.1f %%  %s".formatted(upTo, share, drawn).stripTrailing());
    }
    return lines;
  }
}
