package io.election.node;

import static io.restassured.RestAssured.given;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the node of a test tells Prometheus about its election. */
final class Metrics {

  private static final Pattern COMMENT = Pattern.compile("# (TYPE|HELP) (election_\\w+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("(election_\\w+)\\{(.*),} (\\S+)");

  private final Map<String, String> types = new TreeMap<>();
  private final Map<String, String> descriptions = new TreeMap<>();
  private final Map<String, Double> values = new TreeMap<>();

  private Metrics() {}

  static Metrics scrape() {
    String answer =
        given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString();
    Metrics metrics = new Metrics();
    answer.lines().forEach(metrics::read);
    return metrics;
  }

  private void read(String line) {
    Matcher comment = COMMENT.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (comment.matches()) {
      Map<String, String> told = comment.group(1).equals("TYPE") ? types : descriptions;
      told.put(comment.group(2), comment.group(3));
    } else if (sample.matches()) {
      String tags = sample.group(2).replace("\"", "");
      values.put(sample.group(1) + "{" + tags + "}", Double.valueOf(sample.group(3)));
    }
  }

  /** By name. */
  Map<String, String> types() {
    return types;
  }

  /** By name. */
  Map<String, String> descriptions() {
    return descriptions;
  }

  /** By name and tags, these in alphabetical order: {@code election_leader{node=1}}. */
  Map<String, Double> values() {
    return values;
  }
}
