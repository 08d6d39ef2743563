package io.election.cli.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Whether the nodes' clocks run at rates that differ by less than the lease allows for (rule L5).
 */
final class ClockCheck {

  /** Real clocks differ by a hundredth of a percent; much more is a clock that is not well. */
  private static final double SUSPICIOUS = 0.005;

  private ClockCheck() {}

  static Finding of(List<ExaminedNode> nodes, double maxClockDrift) {
    Map<String, ClockRate> rates = new LinkedHashMap<>();
    List<String> silent = new ArrayList<>();
    for (ExaminedNode node : nodes) {
      ClockRate.of(node.samples())
          .ifPresentOrElse(rate -> rates.put(node.name(), rate), () -> silent.add(node.name()));
    }
    if (!silent.isEmpty()) {
      return Finding.skipped(
          "clocks", "not measured: no reading of its clock came from " + String.join(", ", silent));
    }
    Comparator<Entry<String, ClockRate>> byRate =
        Comparator.comparingDouble(each -> each.getValue().rate());
    Entry<String, ClockRate> slowest = Collections.min(rates.entrySet(), byRate);
    Entry<String, ClockRate> fastest = Collections.max(rates.entrySet(), byRate);
    double difference = fastest.getValue().rate() / slowest.getValue().rate() - 1;
    double error = fastest.getValue().error() + slowest.getValue().error();
    String measured =
        "rates differ by %s (to within %s), %s are allowed"
            .formatted(percent(difference), percent(error), percent(maxClockDrift));
    String suspects = slowest.getKey() + " runs slow or " + fastest.getKey() + " fast";
    if (error > maxClockDrift) {
      return Finding.skipped("clocks", measured + "; too imprecise, ask more often (--samples)");
    }
    if (difference > maxClockDrift) {
      return Finding.fail(
          "clocks",
          "%s: %s, and two leaders are possible; mend the clock or raise election.max-clock-drift"
              .formatted(measured, suspects));
    }
    if (difference - error > SUSPICIOUS) {
      return Finding.warn(
          "clocks", "%s, but %s, and healthy clocks do not".formatted(measured, suspects));
    }
    return Finding.ok("clocks", measured);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }
}
