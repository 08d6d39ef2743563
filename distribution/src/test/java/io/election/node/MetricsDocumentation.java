package io.election.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of docs/reference/metrics.md. */
final class MetricsDocumentation {

  private static final Path PAGE = Path.of("../docs/reference/metrics.md");

  private final List<Metric> metrics = new ArrayList<>();
  private final List<TagValue> tagValues = new ArrayList<>();

  record Metric(String name, String inPrometheus, String kind, List<String> tags, String meaning) {}

  record TagValue(String metric, String tag, String value) {}

  private MetricsDocumentation() {}

  static MetricsDocumentation read() {
    MetricsDocumentation documentation = new MetricsDocumentation();
    try {
      for (String line : Files.readAllLines(PAGE)) {
        if (line.startsWith("| `election.") || line.startsWith("| |")) {
          documentation.add(cells(line));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return documentation;
  }

  private static List<String> cells(String line) {
    String row = line.substring(1, line.length() - 1).replace("`", "");
    return Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
  }

  private void add(List<String> row) {
    if (row.size() == 5) {
      List<String> tags = row.get(3).isEmpty() ? List.of() : List.of(row.get(3).split(", "));
      metrics.add(new Metric(row.get(0), row.get(1), row.get(2), tags, row.get(4)));
    } else {
      // An empty cell says the same as the one above it.
      String metric = row.get(0).isEmpty() ? lastTagValue().metric() : row.get(0);
      String tag = row.get(1).isEmpty() ? lastTagValue().tag() : row.get(1);
      tagValues.add(new TagValue(metric, tag, row.get(2)));
    }
  }

  private TagValue lastTagValue() {
    return tagValues.get(tagValues.size() - 1);
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** The values of a tag of a metric. */
  List<String> values(String metric, String tag) {
    return tagValues.stream()
        .filter(row -> row.metric().equals(metric) && row.tag().equals(tag))
        .map(TagValue::value)
        .toList();
  }
}
