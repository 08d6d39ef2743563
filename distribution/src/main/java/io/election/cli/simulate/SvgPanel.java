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

  /** What is left of the time axis' ends is not empty. */
  double leastMillis() {
    return millis().min().orElse(1);
  }

  double mostMillis() {
    return millis().max().orElse(10);
  }

  private DoubleStream millis() {
    return curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(Point::millis);
  }

  /** Round times within the axis: 1, 2, 5, 10, … or fewer where there would be too many. */
  List<Double> ticks() {
    double decades = Math.log10(mostMillis() / leastMillis());
    double[] steps = decades > 2.2 ? new double[] {1} : new double[] {1, 1.5, 2, 3, 5, 7};
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
