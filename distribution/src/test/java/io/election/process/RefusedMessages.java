package io.election.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many messages a node has refused, by its own metrics. */
final class RefusedMessages {

  private RefusedMessages() {}

  /**
   * @param metrics what {@code /q/metrics} answered
   */
  static double count(String metrics, int node, String reason) {
    Matcher sample =
        Pattern.compile(
                "election_messages_refused_total\\{node=\"%d\",reason=\"%s\"} ([0-9.E]+)"
                    .formatted(node, reason))
            .matcher(metrics);
    if (!sample.find()) {
      throw new AssertionError("no metric for reason " + reason + " in " + metrics);
    }
    return Double.parseDouble(sample.group(1));
  }
}
