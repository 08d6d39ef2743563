/** The command line of the simulator. */
@NullMarked
package io.election.cli.simulate;

import org.jspecify.annotations.NullMarked;
