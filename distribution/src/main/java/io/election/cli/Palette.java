package io.election.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * Colours for people, or none.
 *
 * @param coloured whether texts get colours
 */
public record Palette(boolean coloured) {

  /** A colour or weight, with its number in the terminal's "select graphic rendition" sequence. */
  public enum Ink {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String number;

    Ink(String number) {
      this.number = number;
    }
  }

  /** Colours only where a terminal shows them and {@code NO_COLOR} does not forbid it. */
  public static Palette ofStandardOutput() {
    return new Palette(Ansi.AUTO.enabled());
  }

  /** The text of an event, in the colour of its tone. */
  public String paint(ClusterEvent event) {
    return switch (event.tone()) {
      case PLAIN -> event.text();
      case GOOD -> paint(Ink.GREEN, event.text());
      case BAD -> paint(Ink.RED, event.text());
    };
  }

  public String paint(Ink ink, String text) {
    return coloured ? "\u001b[" + ink.number + "m" + text + "\u001b[0m" : text;
  }
}
