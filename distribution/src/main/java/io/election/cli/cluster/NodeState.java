package io.election.cli.cluster;

/** What is known of a node's process from outside. */
enum NodeState {
  /** It runs but has not answered yet. */
  STARTING,
  RUNNING,
  /** It runs but has ceased to answer. */
  SILENT,
  /** Suspended by this program. */
  FROZEN,
  /** Ended by SIGKILL. */
  KILLED,
  /** Ended in any other way. */
  EXITED
}
