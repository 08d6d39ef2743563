package io.election.specification;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a search of all states of a model came to.
 *
 * @param report what the search says at its end
 * @param story the way to the broken property, step by step; empty if none is broken
 */
record Search(String report, List<String> story) {

  private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");
  private static final Pattern STATES = Pattern.compile("(\\d+) states, stored");
  private static final Pattern SECONDS = Pattern.compile("elapsed time (\\S+) seconds");
  private static final Pattern BROKEN = Pattern.compile("assertion violated (\\w+)");

  /** Neither memory nor depth ended it early, and no state was taken for another by its hash. */
  boolean isExhaustive() {
    return report.contains("Full statespace search")
        && Stream.of("not completed", "depth too small", "out of memory", "MEMLIM")
            .noneMatch(report::contains);
  }

  int errors() {
    return Integer.parseInt(only(ERRORS));
  }

  long states() {
    return Long.parseLong(only(STATES));
  }

  String seconds() {
    return only(SECONDS);
  }

  String brokenProperty() {
    return only(BROKEN);
  }

  /** The steps that no run ever takes: they say nothing. Each step prints what it does. */
  List<String> stepsNeverTaken() {
    return report.lines().filter(line -> line.contains("printf(")).map(String::strip).toList();
  }

  private String only(Pattern pattern) {
    List<MatchResult> found = pattern.matcher(report).results().toList();
    if (found.size() != 1) {
      throw new IllegalStateException("not once " + pattern + " in:\n" + report);
    }
    return found.get(0).group(1);
  }
}
