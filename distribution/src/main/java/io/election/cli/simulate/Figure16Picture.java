package io.election.cli.simulate;

import io.election.simulator.study.Figure16.Comparison;
import io.election.simulator.study.Figure16.Panel;
import java.util.ArrayList;
import java.util.List;

/** Figure 16 with two curves for each setting: the published one and ours. */
final class Figure16Picture {

  private Figure16Picture() {}

  static String of(List<Comparison> comparisons) {
    return SvgChart.of(
        "Time to detect and replace a crashed leader",
        "solid: this engine, without pre-vote and lease; dashed: published, Raft paper, Figure 16",
        List.of(
            panel("the more randomness the fewer split votes", Panel.RANDOMNESS, comparisons),
            panel("the shorter the timeouts the shorter the gap", Panel.SCALE, comparisons)));
  }

  private static SvgPanel panel(String title, Panel panel, List<Comparison> comparisons) {
    List<SvgPanel.Curve> curves = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      if (comparison.published().setting().panel() == panel) {
        String colour = Colours.at(curves.size() / 2);
        curves.add(
            new SvgPanel.Curve(
                comparison.published().setting().label(),
                colour,
                false,
                ExpectationPicture.points(comparison.plain())));
        curves.add(new SvgPanel.Curve("", colour, true, published(comparison)));
      }
    }
    return new SvgPanel(title, curves);
  }

  private static List<SvgPanel.Point> published(Comparison comparison) {
    return comparison.published().points().stream()
        .map(point -> new SvgPanel.Point(point.millis(), point.share()))
        .toList();
  }
}
