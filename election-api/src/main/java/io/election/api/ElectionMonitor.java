package io.election.api;

/** The state of this node for people and tools to look at. */
public interface ElectionMonitor {

  /**
   * A consistent picture of this node at this instant. Answers from memory, never blocks, may be
   * called by any thread.
   */
  ElectionStatus status();
}
