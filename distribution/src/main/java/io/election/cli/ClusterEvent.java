package io.election.cli;

/**
 * Something that happened in the cluster, told once.
 *
 * @param text one line for people
 */
public record ClusterEvent(Tone tone, String text) {

  /** How a line is meant, for its colour. */
  public enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  public static ClusterEvent plain(String text) {
    return new ClusterEvent(Tone.PLAIN, text);
  }

  public static ClusterEvent good(String text) {
    return new ClusterEvent(Tone.GOOD, text);
  }

  public static ClusterEvent bad(String text) {
    return new ClusterEvent(Tone.BAD, text);
  }
}
