/** What the invariants may know, and that each of them sees something. */
@NullMarked
package io.election.simulator.invariant;

import org.jspecify.annotations.NullMarked;
