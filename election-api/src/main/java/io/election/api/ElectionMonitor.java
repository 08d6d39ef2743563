package io.election.api;

import java.util.List;

/** The state of this node for people and tools to look at. */
public interface ElectionMonitor {

  /**
   * A consistent picture of this node at this instant. Answers from memory, never blocks, may be
   * called by any thread.
   */
  ElectionStatus status();

  /** The last 100 events of this node, oldest first, from memory. */
  List<ElectionEvent> history();
}
