package io.election.quarkus;

import java.util.regex.Pattern;

/** How a node id is written. */
final class NodeId {

  private static final Pattern WRITTEN = Pattern.compile("[1-9][0-9]{0,8}");

  private NodeId() {}

  /**
   * Reads a node id.
   *
   * @throws IllegalArgumentException if it is not a whole number from 1
   */
  static int parse(String text) {
    String digits = text.strip();
    // One way of writing each id: 1 and 01 as two members would be one vote counted as two.
    if (!WRITTEN.matcher(digits).matches()) {
      throw new IllegalArgumentException("a node id is a whole number from 1, not '" + text + "'");
    }
    return Integer.parseInt(digits);
  }
}
