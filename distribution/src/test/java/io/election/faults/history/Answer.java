package io.election.faults.history;

import org.jspecify.annotations.Nullable;

/**
 * What a node answered. What it says was true at some moment between the two times.
 *
 * @param invokedAtNanos before the question left, on the observer's monotonic clock
 * @param returnedAtNanos after the answer had come
 * @param votedFor null also where the answer does not tell
 */
public record Answer(
    int node,
    long invokedAtNanos,
    long returnedAtNanos,
    long term,
    @Nullable Integer votedFor,
    @Nullable Integer leaderId,
    boolean isLeader) {}
