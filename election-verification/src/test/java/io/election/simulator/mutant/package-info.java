/**
 * Wrong versions of the product, to see that the tests would notice. A mutant is a text in {@code
 * src/test/mutants}: what the bug is, and the lines of the present source that make it. It is
 * compiled in memory, so the product itself has no switch for any of them.
 */
@NullMarked
package io.election.simulator.mutant;

import org.jspecify.annotations.NullMarked;
