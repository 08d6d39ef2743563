package io.election.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alert rules and the expressions of the dashboard, judged by Prometheus' own {@code promtool}.
 */
class PrometheusRulesIT {

  /** The metrics of the project as Prometheus calls them, and Prometheus' own. */
  private static final List<String> METRICS =
      List.of(
          "election_leader",
          "election_has_leader",
          "election_term",
          "election_lease_remaining_seconds",
          "election_transitions_total",
          "election_elections_total",
          "election_failover_seconds_(count|sum|max)",
          "election_peer_rpc_seconds_(count|sum|max)",
          "election_peer_reachable",
          "election_store_write_seconds_(count|sum|max)",
          "election_listener_failures_total",
          "election_messages_refused_total",
          "up");

  private static final Pattern METRIC_IN_EXPRESSION = Pattern.compile("\\b(election_\\w+|up)\\b");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void theConfigurationAndTheRulesAreValid() {
    Program promtool = Program.assumeInstalled("promtool");
    promtool.run(OperationsFiles.path("prometheus"), "check", "config", "prometheus.yml");
    promtool.run(OperationsFiles.path("prometheus"), "check", "rules", "alerts.yml");
  }

  @Test
  void everyAlertFiresWhenItShouldAndNotBefore() {
    Program promtool = Program.assumeInstalled("promtool");
    promtool.run(OperationsFiles.path("prometheus"), "test", "rules", "alerts-test.yml");
  }

  @Test
  void everyAlertIsSeenToFireAndToKeepQuiet() throws IOException {
    JsonNode tests = YAML.readTree(OperationsFiles.read("prometheus/alerts-test.yml"));
    for (JsonNode alert : alerts()) {
      String name = alert.get("alert").textValue();
      assertThat(expectations(tests, name))
          .as("%s fires in a unit test", name)
          .anyMatch(expected -> !expected.isEmpty());
      assertThat(expectations(tests, name))
          .as("%s keeps quiet in a unit test", name)
          .anyMatch(JsonNode::isEmpty);
    }
  }

  private static List<JsonNode> expectations(JsonNode tests, String alert) {
    return children(tests.get("tests"))
        .flatMap(test -> children(test.get("alert_rule_test")))
        .filter(rule -> rule.get("alertname").textValue().equals(alert))
        .map(rule -> rule.get("exp_alerts"))
        .toList();
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
    String page = OperationsFiles.documentation("howto/monitor.md");
    for (JsonNode alert : alerts()) {
      String name = alert.get("alert").textValue();
      assertThat(alert.at("/labels/severity").textValue()).as(name).isIn("critical", "warning");
      assertThat(alert.at("/annotations/runbook").textValue())
          .isEqualTo("docs/howto/monitor.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(page).as("the page has a heading for %s", name).contains("\n### " + name + "\n");
    }
  }

  @Test
  void theExpressionsOfTheDashboardAreValid() throws IOException {
    Program promtool = Program.assumeInstalled("promtool");
    Path rules = directory.resolve("dashboard.yml");
    Files.writeString(rules, asRules(expressionsOfTheDashboard()));
    promtool.run(directory, "check", "rules", rules.toString());
  }

  /** Each expression as a recording rule, with numbers where Grafana puts some in. */
  private static String asRules(List<String> expressions) throws IOException {
    var rules = YAML.createArrayNode();
    for (String expression : expressions) {
      rules
          .addObject()
          .put("record", "dashboard:expression" + rules.size())
          .put(
              "expr",
              expression
                  .replace("$__rate_interval", "1m")
                  .replace("$__range", "30m")
                  .replace("$cluster", "election")
                  .replace("$node", ".*"));
    }
    var group = YAML.createObjectNode().put("name", "dashboard").set("rules", rules);
    return YAML.writeValueAsString(
        YAML.createObjectNode().set("groups", YAML.createArrayNode().add(group)));
  }

  @Test
  void onlyMetricsOfTheProjectAreAskedFor() throws IOException {
    List<String> expressions = new ArrayList<>(expressionsOfTheDashboard());
    alerts().forEach(alert -> expressions.add(alert.get("expr").textValue()));
    List<String> asked =
        expressions.stream()
            .flatMap(expression -> METRIC_IN_EXPRESSION.matcher(expression).results())
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(asked).allMatch(metric -> METRICS.stream().anyMatch(metric::matches));
    assertThat(METRICS)
        .as("no metric of the project is left out")
        .allMatch(known -> asked.stream().anyMatch(metric -> metric.matches(known)));
  }

  private static List<JsonNode> alerts() throws IOException {
    JsonNode rules = YAML.readTree(OperationsFiles.read("prometheus/alerts.yml"));
    List<JsonNode> alerts =
        children(rules.get("groups")).flatMap(group -> children(group.get("rules"))).toList();
    assertThat(alerts).isNotEmpty();
    return alerts;
  }

  private static List<String> expressionsOfTheDashboard() throws IOException {
    JsonNode dashboard = JSON.readTree(OperationsFiles.read("grafana/election.json"));
    List<String> expressions =
        new ArrayList<>(
            Stream.concat(
                    children(dashboard.get("panels"))
                        .filter(panel -> panel.has("targets"))
                        .flatMap(panel -> children(panel.get("targets"))),
                    children(dashboard.at("/annotations/list")))
                .map(query -> query.get("expr").textValue())
                .toList());
    assertThat(expressions).hasSizeGreaterThan(10);
    for (JsonNode variable : dashboard.at("/templating/list")) {
      Matcher labels =
          Pattern.compile("label_values\\((.+), \\w+\\)")
              .matcher(variable.at("/query/query").asText());
      if (labels.matches()) {
        expressions.add(labels.group(1));
      }
    }
    return expressions;
  }

  private static Stream<JsonNode> children(JsonNode node) {
    return Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(node::get);
  }
}
