package io.election.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.election.node.MetricsDocumentation.Metric;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One member of three, alone: it can neither vote, lead nor be led, yet everything is there. */
@QuarkusTest
@TestProfile(MetricsFromTheStartTest.AloneOfThree.class)
class MetricsFromTheStartTest {

  public static class AloneOfThree implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      // Nobody listens there.
      return Map.of(
          "node.id", "1",
          "election.members.1", "127.0.0.1:7101",
          "election.members.2", "127.0.0.1:1",
          "election.members.3", "127.0.0.1:2",
          "election.data-dir",
              Path.of("target", "test-data", UUID.randomUUID().toString()).toString());
    }
  }

  private final MetricsDocumentation documentation = MetricsDocumentation.read();

  /** Names, kinds, meanings, tags and their values, all of them and no others. */
  @Test
  void whatIsOfferedIsWhatIsDocumented() {
    Metrics metrics = Metrics.scrape();
    Map<String, String> kinds = new TreeMap<>();
    Map<String, String> meanings = new TreeMap<>();
    TreeSet<String> series = new TreeSet<>();
    for (Metric metric : documentation.metrics()) {
      String name = metric.inPrometheus();
      boolean isTimer = metric.kind().equals("timer");
      kinds.put(name, isTimer ? "summary" : metric.kind());
      meanings.put(name, metric.meaning());
      if (isTimer) {
        kinds.put(name + "_max", "gauge");
        meanings.put(name + "_max", metric.meaning());
      }
      for (String ending : isTimer ? List.of("_count", "_sum", "_max") : List.of("")) {
        tagCombinations(metric).forEach(tags -> series.add(name + ending + tags));
      }
    }

    assertThat(metrics.types()).containsExactlyInAnyOrderEntriesOf(kinds);
    assertThat(metrics.descriptions()).containsExactlyInAnyOrderEntriesOf(meanings);
    assertThat(metrics.values()).containsOnlyKeys(series);
  }

  private List<String> tagCombinations(Metric metric) {
    List<Map<String, String>> combinations = List.of(Map.of("node", "1"));
    for (String tag : metric.tags()) {
      List<String> values =
          tag.equals("peer") ? List.of("2", "3") : documentation.values(metric.name(), tag);
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : values) {
          Map<String, String> one = new HashMap<>(combination);
          one.put(tag, value);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return combinations.stream()
        .map(tags -> new TreeMap<>(tags).toString().replace(", ", ","))
        .toList();
  }

  @Test
  void whatHasNotHappenedIsZero() {
    Metrics metrics = Metrics.scrape();

    // Nobody hears it, so all that it can do is to ask for pre-votes, in vain.
    metrics
        .values()
        .forEach(
            (series, value) -> {
              // A busy machine may stall a thread that loads its first classes.
              if (series.contains("=pre-") || series.startsWith("election_stalls")) {
                assertThat(value).as(series).isNotNegative().isFinite();
              } else {
                assertThat(value).as(series).isZero();
              }
            });
  }
}
