/**
 * Golden transcripts: stories in a small language, played on the real engine, with everything that
 * the nodes did written under each line. The language is explained in {@code
 * docs/internals/transcripts.md}.
 */
@NullMarked
package io.election.simulator.transcript;

import org.jspecify.annotations.NullMarked;
