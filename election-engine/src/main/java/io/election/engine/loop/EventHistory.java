package io.election.engine.loop;

import io.election.api.ElectionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last events of this node. Safe for use by any thread. */
final class EventHistory {

  private static final int LENGTH = 100;

  private final Deque<ElectionEvent> events = new ArrayDeque<>(LENGTH);

  synchronized void add(ElectionEvent event) {
    if (events.size() == LENGTH) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  /** Oldest first. */
  synchronized List<ElectionEvent> latest() {
    return List.copyOf(events);
  }
}
