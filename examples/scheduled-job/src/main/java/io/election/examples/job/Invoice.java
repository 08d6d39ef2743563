package io.election.examples.job;

import java.time.Instant;

/**
 * An invoice.
 *
 * @param number counted from 1 without a gap
 * @param term the leadership in which it was issued
 * @param node the replica that led then
 * @param issuedAt by the clock of the database
 */
record Invoice(long number, long term, int node, Instant issuedAt) {}
