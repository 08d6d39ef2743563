/**
 * {@code election simulate}: measures elections in the simulator, for people who choose timings,
 * and runs the project's own simulated trials. Studies come from {@link
 * io.election.simulator.study}; here are the options, the words and the pictures.
 */
@NullMarked
package io.election.cli.simulate;

import org.jspecify.annotations.NullMarked;
