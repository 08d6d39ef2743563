/**
 * What must always hold, one class each, judged on what is visible from outside: messages that left
 * and answers that were given. The same classes judge simulated clusters and histories of real
 * ones.
 */
@NullMarked
package io.election.simulator.invariant;

import org.jspecify.annotations.NullMarked;
