/**
 * Measurements on simulated clusters: how long a fail-over takes, how often a leader is replaced
 * though nothing failed, and which timings suit a network. Seeded; the number of threads changes no
 * result.
 */
@NullMarked
package io.election.simulator.study;

import org.jspecify.annotations.NullMarked;
