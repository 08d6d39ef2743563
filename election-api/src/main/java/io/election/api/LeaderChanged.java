package io.election.api;

import java.time.Instant;
import java.util.Optional;

/**
 * This node knows another leader than before, or none any more.
 *
 * @param sequence its number among the events of this node, from 1
 * @param leader the leader it knows now; empty when it lost sight of the last one
 * @param term the term this node is in
 * @param role the role of this node now
 * @param reason why, in a few words for people
 * @param at when, by the wall clock
 */
public record LeaderChanged(
    long sequence, Optional<Leader> leader, long term, Role role, String reason, Instant at)
    implements ElectionEvent {}
