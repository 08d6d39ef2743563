package io.election.cli.cluster;

/**
 * Something that happened in the cluster, told once.
 *
 * @param text one line for people
 */
record ClusterEvent(Tone tone, String text) {

  /** How a line is meant, for its colour. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  static ClusterEvent plain(String text) {
    return new ClusterEvent(Tone.PLAIN, text);
  }

  static ClusterEvent good(String text) {
    return new ClusterEvent(Tone.GOOD, text);
  }

  static ClusterEvent bad(String text) {
    return new ClusterEvent(Tone.BAD, text);
  }
}
