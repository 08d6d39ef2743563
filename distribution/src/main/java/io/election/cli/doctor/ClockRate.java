package io.election.cli.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How fast a node's election clock runs, measured against this machine's.
 *
 * @param rate 1 where both run alike
 * @param error how far the rate may be off, because it is not known when on its way a question was
 *     answered
 */
record ClockRate(double rate, double error) {

  /**
   * Compares the quickest answer of the first third with that of the last.
   *
   * @return empty if the node does not say what its clock shows, or was asked too seldom
   */
  static Optional<ClockRate> of(List<Sample> samples) {
    List<Sample> readings = samples.stream().filter(each -> each.uptimeNanos() != null).toList();
    int third = readings.size() / 3;
    if (third == 0) {
      return Optional.empty();
    }
    Sample first = quickest(readings.subList(0, third));
    Sample last = quickest(readings.subList(readings.size() - third, readings.size()));
    double here = middle(last) - middle(first);
    double there = uptime(last) - uptime(first);
    double unknown = (first.roundTripNanos() + last.roundTripNanos()) / 2.0;
    return Optional.of(new ClockRate(there / here, unknown / here));
  }

  private static Sample quickest(List<Sample> samples) {
    return samples.stream().min(Comparator.comparingLong(Sample::roundTripNanos)).orElseThrow();
  }

  private static double middle(Sample sample) {
    return sample.askedNanos() + sample.roundTripNanos() / 2.0;
  }

  private static double uptime(Sample sample) {
    Long nanos = sample.uptimeNanos();
    return nanos == null ? Double.NaN : nanos;
  }
}
