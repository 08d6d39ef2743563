package io.election.simulator.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The curves of Figure 16 of the Raft paper as they were published; the file names its source. */
final class PublishedCurves {

  private static final String FILE = "raft-figure-16.csv";
  private static final String HEADER = "panel,timeout_ms,quantile,milliseconds";

  private PublishedCurves() {}

  /** All curves, in the order of the figure. */
  static List<Figure16.Curve> all() {
    Map<Figure16.Setting, List<Figure16.Point>> curves = new LinkedHashMap<>();
    for (String line : lines()) {
      if (!line.startsWith("#") && !line.equals(HEADER)) {
        String[] cells = line.split(",");
        String[] range = cells[1].split("-");
        Figure16.Setting setting =
            new Figure16.Setting(
                Figure16.Panel.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(range[0]),
                Integer.parseInt(range[1]));
        curves
            .computeIfAbsent(setting, unseen -> new ArrayList<>())
            .add(new Figure16.Point(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
      }
    }
    return curves.entrySet().stream()
        .map(curve -> new Figure16.Curve(curve.getKey(), List.copyOf(curve.getValue())))
        .toList();
  }

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PublishedCurves.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
