package io.election.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened, for people to read after a failure. */
public final class Trace {

  private final Deque<String> lines = new ArrayDeque<>();
  private final int most;
  private Agenda agenda = new Agenda();

  /**
   * @param most how many lines are kept; with none nothing is recorded
   */
  public Trace(int most) {
    this.most = most;
  }

  /** Records nothing. */
  public static Trace off() {
    return new Trace(0);
  }

  void timeFrom(Agenda source) {
    agenda = source;
  }

  boolean isOn() {
    return most > 0;
  }

  void note(SimulatedNode node, String format, Object... details) {
    if (isOn()) {
      note("node " + node.name() + ": " + format.formatted(details));
    }
  }

  void note(String line) {
    if (isOn()) {
      if (lines.size() == most) {
        lines.removeFirst();
      }
      lines.add("%14.6f s  %s".formatted(agenda.now() / 1e9, line));
    }
  }

  /** What is kept, oldest first. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
