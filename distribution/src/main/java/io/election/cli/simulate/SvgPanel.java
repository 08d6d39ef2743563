package io.election.cli.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Cumulative curves over a logarithmic time axis: which share of the trials took no longer than
 * this.
 *
 * @param title above it
 * @param curves in the order of the legend
 */
record SvgPanel(String title, List<Curve> curves) {

  /**
   * One curve.
   *
   * @param label in the legend; empty for none
   * @param colour as SVG takes it
   * @param isDashed to tell it from another of the same colour
   * @param points by rising share
   */
  record Curve(String label, String colour, boolean isDashed, List<Point> points) {}

  /**
   * Where a curve is.
   *
   * @param millis a time, above zero
   * @param share of the trials, from 0 to 1
   */
  record Point(double millis, double share) {}

  SvgPanel {
    curves = List.copyOf(curves);
  }

  /** Where the time axis begins: above zero, for it is logarithmic. */
  double leastMillis() {
    return Math.max(millis().min().orElseThrow(), 0.001);
  }

  /** Where the time axis ends. */
  double mostMillis() {
    return Math.max(millis().max().orElseThrow(), leastMillis());
  }

  private DoubleStream millis() {
    return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point::millis);
  }

  private static double[] steps(double decades) {
    if (decades > 2.2) {
      return new double[] {1};
    }
    return decades > 1.2 ? new double[] {1, 2, 5} : new double[] {1, 1.5, 2, 3, 5, 7};
  }

  /** Round times within the axis, not too many. */
  List<Double> ticks() {
    double decades = Math.log10(mostMillis() / leastMillis());
    double[] steps = steps(decades);
    List<Double> ticks = new ArrayList<>();
    for (double decade = 0.001; decade <= mostMillis(); decade *= 10) {
      for (double step : steps) {
        double tick = decade * step;
        if (tick >= leastMillis() && tick <= mostMillis()) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
