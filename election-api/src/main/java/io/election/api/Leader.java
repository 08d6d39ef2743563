package io.election.api;

import java.time.Instant;

/**
 * A leader as one node knows it.
 *
 * @param id the leader's node id, at least 1
 * @param address where it listens, as {@code host:port}
 * @param term the term in which it leads, at least 1
 * @param since when this node came to know it, by this node's wall clock; for people to read, never
 *     to decide by (rule M3)
 */
public record Leader(int id, String address, long term, Instant since) {}
