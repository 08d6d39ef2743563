package io.election.node;

/** How a node id is written. */
final class NodeId {

  private NodeId() {}

  /**
   * Reads a node id.
   *
   * @throws IllegalArgumentException if it is not a whole number from 1
   */
  static int parse(String text) {
    try {
      int id = Integer.parseInt(text.strip());
      if (id >= 1) {
        return id;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, in the same words as a number out of bounds.
    }
    throw new IllegalArgumentException("a node id is a whole number from 1, not '" + text + "'");
  }
}
