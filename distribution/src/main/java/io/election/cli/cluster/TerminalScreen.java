package io.election.cli.cluster;

import io.election.cli.ClusterEvent;
import io.election.cli.Palette;
import io.election.cli.Palette.Ink;
import io.election.cli.TimeOfDay;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A picture of the cluster that is redrawn in place, a prompt below it, and below that what has
 * happened, the latest first.
 *
 * <p>It never asks for the terminal's size, so any size will do and may change at any time: the
 * terminal is told to clip what is too wide, and rows are drawn from the bottom up, so that of
 * those which do not fit and all land on the last row the right one is drawn last. What is typed is
 * echoed by the terminal itself; each drawing leaves the prompt's row alone and puts the cursor
 * back.
 */
final class TerminalScreen implements Display {

  private static final int EVENTS_SHOWN = 10;

  private static final String ESCAPE = "\u001b";
  private static final String ALTERNATE_SCREEN_WITHOUT_WRAP = ESCAPE + "[?1049h" + ESCAPE + "[?7l";
  private static final String NORMAL_SCREEN_WITH_WRAP = ESCAPE + "[?7h" + ESCAPE + "[?1049l";
  private static final String SAVE_CURSOR = ESCAPE + "7";
  private static final String RESTORE_CURSOR = ESCAPE + "8";
  private static final String CLEAR_SCREEN = ESCAPE + "[2J";
  private static final String CLEAR_ROW = ESCAPE + "[2K";

  private final PrintStream out;
  private final Clock clock;
  private final Palette palette;
  private final Picture picture;
  private final Deque<String> latestEvents = new ArrayDeque<>();
  private boolean promptIsDue = true;
  private boolean closed;

  /**
   * Takes over the terminal.
   *
   * @param clock says the time of day, in the time zone of who reads it
   */
  TerminalScreen(PrintStream out, Clock clock, Palette palette) {
    this.out = out;
    this.clock = clock;
    this.palette = palette;
    this.picture = new Picture(palette);
    write(ALTERNATE_SCREEN_WITHOUT_WRAP + CLEAR_SCREEN);
  }

  @Override
  public synchronized void tell(ClusterEvent event) {
    latestEvents.addFirst(
        palette.paint(Ink.DIM, TimeOfDay.of(clock)) + "  " + palette.paint(event));
    if (latestEvents.size() > EVENTS_SHOWN) {
      latestEvents.removeLast();
    }
    if (closed) {
      out.println(latestEvents.getFirst());
    }
  }

  @Override
  public synchronized void prompt() {
    promptIsDue = true;
  }

  @Override
  public synchronized void show(ClusterSnapshot snapshot) {
    if (closed) {
      return;
    }
    List<String> above = new ArrayList<>(picture.rows(snapshot));
    above.add("");
    above.add(palette.paint(Ink.DIM, "  " + ConsoleCommand.known()));
    above.add(palette.paint(Ink.DIM, "  N is a node's id, or the word leader"));
    List<String> below = new ArrayList<>(Collections.nCopies(EVENTS_SHOWN + 1, ""));
    int row = 1;
    for (String event : latestEvents) {
      below.set(row++, "  " + event);
    }
    int promptRow = above.size() + 1;
    String rows = drawn(promptRow + 1, below) + drawn(1, above);
    if (promptIsDue) {
      write(rows + at(promptRow) + CLEAR_ROW + "  > ");
      promptIsDue = false;
    } else {
      write(SAVE_CURSOR + rows + RESTORE_CURSOR);
    }
  }

  private static String drawn(int firstRow, List<String> rows) {
    StringBuilder drawing = new StringBuilder();
    for (int i = rows.size() - 1; i >= 0; i--) {
      drawing.append(at(firstRow + i)).append(CLEAR_ROW).append(rows.get(i));
    }
    return drawing.toString();
  }

  private static String at(int row) {
    return ESCAPE + "[" + row + ";1H";
  }

  /** One write for a whole picture, so that a half-drawn one is never seen. */
  private void write(String text) {
    out.print(text);
    out.flush();
  }

  /** Leaves the terminal as it was, and in it the last events to read on. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    write(NORMAL_SCREEN_WITH_WRAP);
    latestEvents.descendingIterator().forEachRemaining(out::println);
    out.flush();
  }
}
