package io.election.api;

import java.time.Instant;

/**
 * This node ceased to lead. {@link Election#isLeader()} was false before this event was made (rule
 * L3). Strictly alternates with {@link LeadershipAcquired}.
 *
 * @param sequence its number among the events of this node, from 1
 * @param term the term of the leadership that ended
 * @param role the role of this node now
 * @param reason why it ended
 * @param at when it was noticed, by the wall clock
 */
public record LeadershipLost(long sequence, long term, Role role, LossReason reason, Instant at)
    implements ElectionEvent {}
