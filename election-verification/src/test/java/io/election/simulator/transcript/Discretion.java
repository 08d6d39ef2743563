package io.election.simulator.transcript;

/**
 * What is not worth a word.
 *
 * @param messagesAndWrites leave them out altogether
 * @param routineHeartbeats leave out heartbeats that are sent and accepted, and the leases that
 *     they make longer
 * @param routineWrites leave out writes of what is on disk already
 */
record Discretion(boolean messagesAndWrites, boolean routineHeartbeats, boolean routineWrites) {}
