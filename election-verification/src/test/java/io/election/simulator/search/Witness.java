package io.election.simulator.search;

/** What a search must have come by, or it has not searched much. */
enum Witness {
  LEADER_IN_FIRST_TERM,
  LEADER_IN_LAST_TERM,
  CRASH_OF_LEADER,
  CRASH_BEFORE_WRITE,
  CRASH_AFTER_WRITE,
  CRASH_BETWEEN_WRITE_AND_REPLY
}
