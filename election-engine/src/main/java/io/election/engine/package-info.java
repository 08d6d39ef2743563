/**
 * The election as a deterministic state machine (rule S1). {@link
 * io.election.engine.ElectionStateMachine} is the core abstraction: an {@link
 * io.election.engine.Input} and the time go in, a list of {@link io.election.engine.Effect}s comes
 * out, and nothing else happens. Nothing in this package reads a clock, starts a thread, opens a
 * file or knows a container; the sub-package {@code loop} does, and drives it.
 *
 * <p>All times in this package are nanoseconds of one monotonic clock whose origin means nothing
 * (rule M3).
 */
@NullMarked
package io.election.engine;

import org.jspecify.annotations.NullMarked;
