package io.election.cli.simulate;

import java.util.List;
import java.util.Locale;

/** Draws panels of cumulative curves below each other, as a picture for a browser or a page. */
final class SvgChart {

  private static final int WIDTH = 900;
  private static final int LEFT = 70;
  private static final int RIGHT = 240;
  private static final int TOP = 70;
  private static final int PLOT_HEIGHT = 260;
  private static final int PANEL_HEIGHT = PLOT_HEIGHT + 90;
  private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;

  private final StringBuilder svg = new StringBuilder();

  private SvgChart() {}

  /**
   * The text of the file.
   *
   * @param title above all
   * @param subtitle below it, smaller
   */
  static String of(String title, String subtitle, List<SvgPanel> panels) {
    SvgChart chart = new SvgChart();
    chart.begin(TOP + PANEL_HEIGHT * panels.size());
    chart.text(LEFT, 26, "font-size='17' font-weight='bold'", title);
    chart.text(LEFT, 46, "fill='#555'", subtitle);
    for (int i = 0; i < panels.size(); i++) {
      chart.draw(panels.get(i), TOP + i * PANEL_HEIGHT + 24);
    }
    chart.svg.append("</svg>\n");
    return chart.svg.toString();
  }

  private void begin(int height) {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
            + " font-family='sans-serif' font-size='12' fill='#222'>%n",
        WIDTH, height, WIDTH, height);
    add("<rect width='100%%' height='100%%' fill='white'/>%n");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
  }

  private void text(double x, double y, String attributes, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    add("<text x='%.1f' y='%.1f' %s>%s</text>%n", x, y, attributes, escaped);
  }

  private void draw(SvgPanel panel, int top) {
    text(LEFT, top - 10, "font-weight='bold'", panel.title());
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = y(top, percent / 100.0);
      gridLine(LEFT, y, LEFT + PLOT_WIDTH, y);
      text(LEFT - 8, y + 4, "text-anchor='end'", percent + " %");
    }
    for (double tick : panel.ticks()) {
      double x = x(panel, tick);
      gridLine(x, top, x, top + PLOT_HEIGHT);
      text(x, top + PLOT_HEIGHT + 18, "text-anchor='middle'", tickLabel(tick));
    }
    add(
        "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#555'/>%n",
        LEFT, top, PLOT_WIDTH, PLOT_HEIGHT);
    text(
        LEFT + PLOT_WIDTH / 2.0,
        top + PLOT_HEIGHT + 38,
        "text-anchor='middle'",
        "time without a leader (logarithmic)");
    int row = 0;
    for (SvgPanel.Curve curve : panel.curves()) {
      drawCurve(panel, curve, top);
      if (!curve.label().isEmpty()) {
        drawLegend(curve, top + 14 + 20 * row++);
      }
    }
  }

  private void gridLine(double fromX, double fromY, double toX, double toY) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#ddd'/>%n", fromX, fromY, toX, toY);
  }

  private static String tickLabel(double millis) {
    String number =
        String.format(Locale.ROOT, "%.3f", millis >= 1000 ? millis / 1000 : millis)
            .replaceFirst("\\.?0+$", "");
    return number + (millis >= 1000 ? " s" : " ms");
  }

  private void drawCurve(SvgPanel panel, SvgPanel.Curve curve, int top) {
    StringBuilder points = new StringBuilder();
    for (SvgPanel.Point point : curve.points()) {
      points.append(
          String.format(
              Locale.ROOT, "%.1f,%.1f ", x(panel, point.millis()), y(top, point.share())));
    }
    add("<polyline points='%s' fill='none' %s/>%n", points.toString().strip(), stroke(curve));
  }

  private void drawLegend(SvgPanel.Curve curve, int y) {
    int x = LEFT + PLOT_WIDTH + 16;
    add("<line x1='%d' y1='%d' x2='%d' y2='%d' %s/>%n", x, y, x + 28, y, stroke(curve));
    text(x + 36, y + 4, "", curve.label());
  }

  private static String stroke(SvgPanel.Curve curve) {
    return "stroke='"
        + curve.colour()
        + "' stroke-width='2'"
        + (curve.isDashed() ? " stroke-dasharray='5 4' stroke-opacity='0.75'" : "");
  }

  private static double x(SvgPanel panel, double millis) {
    double least = Math.log(panel.leastMillis());
    double most = Math.log(panel.mostMillis());
    return LEFT
        + PLOT_WIDTH
            * (Math.log(Math.max(millis, panel.leastMillis())) - least)
            / Math.max(most - least, 1e-9);
  }

  private static double y(int top, double share) {
    return top + PLOT_HEIGHT * (1 - share);
  }
}
