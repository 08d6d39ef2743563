/** The election in the simulator. */
@NullMarked
package io.election.simulator;

import org.jspecify.annotations.NullMarked;
